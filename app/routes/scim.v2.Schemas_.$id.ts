import { answer, notThisMethod } from "../scim/answer.ts";
import { schemas } from "../scim/discovery.ts";
import { ScimFault } from "../scim/fault.ts";
import { forProvisioning } from "../scim/guard.ts";

export const loader = forProvisioning(({ portal, params }) => {
  const found = schemas(portal.publicUrl).find(({ id }) => id === params.id);
  if (!found) throw new ScimFault(404, "There is nothing of this name.");
  return answer(found);
});

export const action = forProvisioning(() => notThisMethod("GET"));

import { answer, notThisMethod } from "../scim/answer.ts";
import { listOf, resourceTypes } from "../scim/discovery.ts";
import { forProvisioning } from "../scim/guard.ts";

export const loader = forProvisioning(({ portal }) =>
  answer(listOf(resourceTypes(portal.publicUrl))),
);

export const action = forProvisioning(() => notThisMethod("GET"));

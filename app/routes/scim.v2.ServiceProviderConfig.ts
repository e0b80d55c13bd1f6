import { answer, notThisMethod } from "../scim/answer.ts";
import { serviceProviderConfig } from "../scim/discovery.ts";
import { forProvisioning } from "../scim/guard.ts";

export const loader = forProvisioning(({ portal }) =>
  answer(serviceProviderConfig(portal.publicUrl)),
);

export const action = forProvisioning(() => notThisMethod("GET"));

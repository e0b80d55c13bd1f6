import { answer, notThisMethod } from "../scim/answer.ts";
import { listOf, schemas } from "../scim/discovery.ts";
import { forProvisioning } from "../scim/guard.ts";

export const loader = forProvisioning(({ portal }) => answer(listOf(schemas(portal.publicUrl))));

export const action = forProvisioning(() => notThisMethod("GET"));

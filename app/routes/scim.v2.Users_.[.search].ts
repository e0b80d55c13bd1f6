import { notThisMethod } from "../scim/answer.ts";
import { mistake } from "../scim/fault.ts";
import { forProvisioning } from "../scim/guard.ts";
import { searchSchema } from "../scim/names.ts";
import { readJson } from "../scim/read-json.ts";
import { searchUsers } from "../scim/search.ts";

export const loader = forProvisioning(() => notThisMethod("POST"));

/** The list, asked for by a body: what is looked for stands in no address. */
export const action = forProvisioning(async ({ portal, request }) => {
  if (request.method !== "POST") return notThisMethod("POST");
  const body = await readJson(request);
  if (!Array.isArray(body.schemas) || !body.schemas.includes(searchSchema)) {
    throw mistake("invalidSyntax", `Send the schema ${searchSchema}.`);
  }
  return searchUsers(portal, body);
});

import { notThisMethod } from "../scim/answer.ts";
import { answerUser } from "../scim/answer-user.ts";
import { createUser } from "../scim/create-user.ts";
import { forProvisioning } from "../scim/guard.ts";
import { readJson } from "../scim/read-json.ts";
import { searchUsers } from "../scim/search.ts";
import { readWanted } from "../scim/wanted.ts";

/** The directory as a directory service sees it. */
export const loader = forProvisioning(({ portal, url }) =>
  searchUsers(portal, Object.fromEntries(url.searchParams)),
);

/** Somebody new, or somebody who comes back. */
export const action = forProvisioning(async (asked) => {
  const { portal, token, request } = asked;
  if (request.method !== "POST") return notThisMethod("GET", "POST");
  const user = await createUser(portal, token, readWanted(await readJson(request)));
  return answerUser(user, portal, asked, 201);
});

import { clockOf } from "../clock.ts";
import { answer, notThisMethod } from "../scim/answer.ts";
import { answerUser } from "../scim/answer-user.ts";
import { changeUser, removeUser } from "../scim/change-user.ts";
import { nobody } from "../scim/fault.ts";
import { forProvisioning } from "../scim/guard.ts";
import { readPatch } from "../scim/patch.ts";
import { readJson } from "../scim/read-json.ts";
import { readUser } from "../scim/user.ts";
import { readWanted } from "../scim/wanted.ts";

/** One user. */
export const loader = forProvisioning(async (asked) => {
  const { portal, params } = asked;
  const user = await readUser(portal.db, params.id ?? "", (await clockOf(portal)).today);
  if (!user) throw nobody();
  return answerUser(user, portal, asked);
});

/** Changes or removes one user. */
export const action = forProvisioning(async (asked) => {
  const { portal, token, request, params } = asked;
  const whom = { id: params.id ?? "", ifMatch: request.headers.get("If-Match") };
  if (request.method === "DELETE") {
    await removeUser(portal, token, whom);
    return answer(null, { status: 204 });
  }
  if (request.method !== "PUT" && request.method !== "PATCH") {
    return notThisMethod("GET", "PUT", "PATCH", "DELETE");
  }
  const body = await readJson(request);
  const user = await changeUser(portal, token, whom, ({ email }) =>
    request.method === "PUT" ? readWanted(body) : readPatch(body, email),
  );
  return answerUser(user, portal, asked);
});

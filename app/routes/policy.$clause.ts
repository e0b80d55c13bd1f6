import { forEveryone, notFound, seeOther } from "../auth/guard.ts";

/** `/policy/6.c` leads to that clause of the version in force. */
export const loader = forEveryone(async ({ portal, params }) => {
  const { clause = "" } = params;
  const version = await portal.shelf.inForce(portal.now());
  if (!version || !Object.hasOwn(version.content.policy.clauses, clause)) throw notFound();
  return seeOther(`/policy#${clause}`);
});

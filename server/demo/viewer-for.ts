import { eq } from "drizzle-orm";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Portal } from "#app/portal.ts";
import { people } from "#drizzle/schema/people.ts";
import type { CastMember } from "./cast.ts";

/** One of the demo people as a viewer, for acts in their name. */
export async function viewerFor(portal: Portal, member: CastMember): Promise<Viewer> {
  const [person] = await portal.db
    .select()
    .from(people)
    .where(member.number ? eq(people.handle, member.number) : eq(people.email, member.email ?? ""));
  if (!person) throw new Error(`${member.familyName} is not in the directory.`);
  const { id: personId, handle, givenName, familyName } = person;
  return {
    ...{
      personId,
      handle,
      givenName,
      familyName,
      roles: [],
      isSupervisor: false,
      isInvestigator: false,
      sessionId: "",
    },
    ...{ method: "password", hasSecondFactor: false },
  };
}

import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { type PersonHistory, readHistory } from "../people/history.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import { type AssignmentFile, readAssignmentFiles } from "./assignment-file.ts";
import { type IdentityChecks, readIdentityChecks } from "./identity-checks.ts";

/** Whose file it is. */
export type FiledPerson = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  email: string | null;
  isOutside: boolean;
};

/** All that is recorded of one person's work, training and acknowledgements. */
export type PersonFile = FiledPerson & {
  history: PersonHistory;
  assignments: AssignmentFile[];
  identity: IdentityChecks;
};

/** A person by their handle; undefined where there is none, or none the viewer may see. */
export async function readFiledPerson(
  viewer: Viewer,
  portal: Portal,
  handle: string,
): Promise<FiledPerson | undefined> {
  const [person] = await portal.db.execute<FiledPerson>(sql`
    select id as "personId", handle, given_name as "givenName", family_name as "familyName", email,
      is_outside as "isOutside"
    from people where handle = ${handle.slice(0, 100)} and ${isSeenBy(viewer)}`);
  return person;
}

/** A person's whole file; undefined where there is none, or none the viewer may see. */
export async function readPersonFile(
  viewer: Viewer,
  portal: Portal,
  handle: string,
): Promise<PersonFile | undefined> {
  const person = await readFiledPerson(viewer, portal, handle);
  if (!person) return undefined;
  const { personId } = person;
  const { today } = await clockOf(portal);
  const [history, assignments, identity] = await Promise.all([
    readHistory(viewer, portal, personId),
    readAssignmentFiles(viewer, portal, personId, today),
    readIdentityChecks(viewer, portal, personId),
  ]);
  return { ...person, history, assignments, identity };
}

import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { EmploymentType } from "../people/employment.ts";
import { type FormerName, readFormerNames } from "../people/former-names.ts";
import { type PersonHistory, readHistory } from "../people/history.ts";
import { presentEmployment } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import { type AssignmentFile, readAssignmentFiles } from "./assignment-file.ts";
import { type IdentityChecks, readIdentityChecks } from "./identity-checks.ts";

/** Whose file it is. */
type FiledPerson = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  email: string | null;
  isOutside: boolean;
  /** Of today, or the next, or the last; null for somebody never employed. */
  work: { position: string; department: string; type: EmploymentType; untilOn: Day | null } | null;
};

/** All that is recorded of one person's work, training and acknowledgements. */
export type PersonFile = FiledPerson & {
  formerNames: FormerName[];
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
  const { today } = await clockOf(portal);
  const [person] = await portal.db.execute<FiledPerson>(sql`
    select p.id as "personId", p.handle, p.given_name as "givenName", p.family_name as "familyName",
      p.email, p.is_outside as "isOutside",
      case when e.type is not null then json_build_object('position', e.position,
        'department', d.name, 'type', e.type, 'untilOn', e.until_on) end as work
    from people p ${presentEmployment(today, "page")}
      left join departments d on d.id = e.department_id
    where p.handle = ${handle.slice(0, 100)} and ${isSeenBy(viewer)}`);
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
  const [formerNames, history, assignments, identity] = await Promise.all([
    readFormerNames(viewer, portal, personId),
    readHistory(viewer, portal, personId),
    readAssignmentFiles(viewer, portal, personId, today),
    readIdentityChecks(viewer, portal, personId),
  ]);
  return { ...person, formerNames, history, assignments, identity };
}

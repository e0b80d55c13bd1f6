import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { readFiledPerson } from "../attestation/person-file.ts";
import { notFound, type Visit } from "../auth/guard.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { Work } from "./change-work.ts";
import { readDepartments } from "./directory.ts";

/** Whom a form is about, with the address of their file; a 404 where there is none for this viewer. */
export async function editedPerson({ viewer, portal, params }: Visit) {
  const person = await readFiledPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  const file = `/hr/people/${encodeURIComponent(person.handle)}`;
  return { ...person, name: fullName(person), file, clock: await clockOf(portal) };
}

/** Departments and employment types to choose from. */
export async function workChoices({ viewer, portal }: Visit) {
  const [departments, { employmentTypes }] = await Promise.all([
    readDepartments(viewer, portal),
    portal.organization(),
  ]);
  return { departments, types: employmentTypes };
}

/** The period of work in force that began on a day, or the one of today, the next or the last. */
export async function readWork(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  at: { began: Day } | { on: Day },
): Promise<Work | undefined> {
  const order =
    "began" in at
      ? sql`e.from_on = ${at.began}::date desc`
      : sql`e.from_on <= ${at.on}::date desc, abs(e.from_on - ${at.on}::date)`;
  const [found] = await portal.db.execute<Work>(sql`
    select d.name as department, e.position, e.type, s.handle as supervisor,
      e.from_on::text as "fromOn", e.until_on::text as "untilOn"
    from employments e join departments d on d.id = e.department_id
      left join people s on s.id = e.supervisor_id
    where e.person_id = ${personId} and e.superseded_at is null and ${isSeenBy(viewer)}
      and ${"began" in at ? sql`e.from_on = ${at.began}::date` : sql`true`}
    order by ${order} limit 1`);
  return found;
}

/** The leave in force that began on a day. */
export async function readLeave(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  began: Day,
): Promise<{ fromOn: Day; untilOn: Day | null } | undefined> {
  const [found] = await portal.db.execute<{ fromOn: Day; untilOn: Day | null }>(sql`
    select from_on::text as "fromOn", until_on::text as "untilOn" from leaves
    where person_id = ${personId} and superseded_at is null and from_on = ${began}::date
      and ${isSeenBy(viewer)}`);
  return found;
}

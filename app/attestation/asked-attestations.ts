import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import { type Day, spanOfDay } from "../days.ts";
import type { Database } from "../db.ts";
import { lookUpSearch, type Search } from "../people/found-by-words.ts";
import { lookUpDepartment, nobody } from "../people/look-up-department.ts";
import { isSeenBy } from "./access.ts";
import { type AttestationFilter, showsEveryone } from "./attestation-filter.ts";
import { dueDaysOf } from "./overdue-age.ts";
import { standsAs } from "./standing-in-sql.ts";

/** A filter with what it names looked up: the database plans better for ids it knows. */
export type AskedAttestations = AttestationFilter & {
  departmentId: string | null;
  versionId: string | null;
  search: Search | null;
};

/** Looks up department and version of a filter. Of one that is not there nothing is found. */
export async function lookUpAsked(
  db: Database,
  filter: AttestationFilter,
): Promise<AskedAttestations> {
  const [departmentId, versionId, search] = await Promise.all([
    lookUpDepartment(db, filter.department),
    lookUpVersion(db, filter.version),
    lookUpSearch(db, filter.q),
  ]);
  return { ...filter, departmentId, versionId, search };
}

async function lookUpVersion(db: Database, version: string | undefined): Promise<string | null> {
  if (!version) return null;
  const [policy, number] = version.split("/");
  const [found] = await db.execute<{ id: string }>(
    sql`select id from policy_versions where policy = ${policy} and number = ${number}::int`,
  );
  return found?.id ?? nobody;
}

/** Standings `s`, and where a name is searched for the directory entry `e` of each. */
export function asked({ q }: AttestationFilter): SQL {
  return sql`standings s
    ${q ? sql`join directory_entries e on e.person_id = s.person_id` : sql``}`;
}

/** The standing `s` is one this viewer asks for, and may see; what is searched for stands in the order. */
export function isAsked(viewer: Viewer, filter: AskedAttestations, clock: Clock): SQL {
  const { departmentId, type, state, track, versionId } = filter;
  const conditions = [
    isSeenBy(viewer),
    showsEveryone(filter) ? null : sql`s.is_present`,
    departmentId ? sql`s.department_id = ${departmentId}` : null,
    type ? sql`s.type = ${type}` : null,
    state ? standsAs(state, clock.today) : null,
    track ? sql`s.track = ${track}` : null,
    versionId ? sql`s.version_id = ${versionId}` : null,
    filter.age ? isOverdueFor(filter.age, clock.today) : null,
    isAcknowledgedWithin(filter, clock.timeZone),
    filter.scenario ? isAnswered(filter.scenario, filter) : null,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}

function isOverdueFor(age: NonNullable<AttestationFilter["age"]>, today: Day): SQL {
  const { from, until } = dueDaysOf(age, today);
  return sql`${standsAs("overdue", today)} and s.due_on <= ${until}
    ${from ? sql`and s.due_on >= ${from}` : sql``}`;
}

/** By moments and not by days: they have an index. */
function isAcknowledgedWithin(filter: AttestationFilter, timeZone: string): SQL | null {
  const { acknowledgedFrom: from, acknowledgedUntil: until } = filter;
  if (!from && !until) return null;
  return sql`s.state = 'acknowledged'
    ${from ? sql`and s.settled_at >= ${spanOfDay(timeZone, from).from}::timestamptz` : sql``}
    ${until ? sql`and s.settled_at < ${spanOfDay(timeZone, until).until}::timestamptz` : sql``}`;
}

/** Wrong first tries are few and have an index of their own; others are looked up row by row. */
function isAnswered(scenario: string, { first, versionId }: AskedAttestations): SQL {
  return first === "wrong"
    ? sql`s.assignment_id in (
        select assignment_id from attempts where number = 1 and not is_right and scenario = ${scenario}
          ${versionId ? sql`and version_id = ${versionId}` : sql``}
      )`
    : sql`exists (
        select from attempts
        where assignment_id = s.assignment_id and scenario = ${scenario} and number = 1
          ${first === "right" ? sql`and is_right` : sql``}
      )`;
}

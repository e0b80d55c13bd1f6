import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Database } from "../db.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { EmploymentType } from "../people/employment.ts";
import { type Asked, foundBy, lookUpDepartment } from "../people/found-by.ts";
import { presentEmployment, type Reach } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { Grade } from "./acknowledgement.ts";
import { type AttestationFilter, showsEveryone } from "./attestation-filter.ts";
import type { AttestationState } from "./state.ts";
import { isInState, stateOn } from "./state-in-sql.ts";

/** One assignment as a list shows it. */
export type Attestation = {
  id: string;
  handle: string;
  givenName: string;
  familyName: string;
  /** Of the employment in force today, or the next, or the last; null for somebody never employed. */
  department: string | null;
  type: EmploymentType | null;
  track: string;
  version: number;
  state: AttestationState;
  dueOn: Day;
  acknowledgedAt: Date | null;
  /** How it was answered; null while it was not. */
  grade: Grade | null;
};

const byName = [
  { at: "p.sort_name", holds: "name" },
  { at: "p.id", holds: "uuid" },
  { at: "a.due_on", holds: "day" },
  { at: "a.id", holds: "uuid" },
] satisfies Stretch["columns"];

const byDueDay = [
  { at: "a.due_on", holds: "day" },
  { at: "a.id", holds: "uuid" },
] satisfies Stretch["columns"];

/** The orders of the list, each along an index. What is not settled comes after the latest settled. */
export const attestationOrders: Record<AttestationFilter["sort"], Stretch[]> = {
  name: [{ columns: byName, indexed: 2 }],
  due: [{ columns: byDueDay, indexed: 2 }],
  acknowledged: [
    {
      of: "a.settled_at is not null",
      columns: [
        { at: "a.settled_at", holds: "moment" },
        { at: "a.id", holds: "uuid" },
      ],
      indexed: 2,
      falling: true,
    },
    { of: "a.settled_at is null", columns: byDueDay, indexed: 2 },
  ],
};

/** A page of attestations, and how many there are: 1,001 stands for more than 1,000. */
export async function readAttestations(
  viewer: Viewer,
  portal: Portal,
  filter: AttestationFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<Attestation> & { count: number }> {
  const { today } = await clockOf(portal);
  const asked = await lookUpDepartment(portal.db, filter);
  const [page, count] = await Promise.all([
    readPage<AttestationRow>(
      attestationOrders[filter.sort],
      { place, size },
      ({ key, where, order, limit }) =>
        portal.db.execute(sql`
        select cut.id, ${listedColumns(today)}, cut.key,
          case when a.settled_as = 'acknowledged' then a.settled_at end as "acknowledgedAt"
        from (
          select a.id, ${key} as key ${fromMatching(viewer, asked, today)} and ${where}
          order by ${order} limit ${limit}
        ) cut join ${listed(today, "page")} on a.id = cut.id
        order by ${order}`),
    ),
    countMatching(viewer, portal.db, asked, today),
  ]);
  const rows = page.rows.map(({ key, acknowledgedAt, ...row }) => ({
    ...row,
    // Drizzle takes the date parsers off its client: moments arrive as text.
    acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
  }));
  return { ...page, rows, count };
}

/** What a list says of an assignment, from what `listed` joins. */
export function listedColumns(today: Day): SQL {
  return sql`p.handle, p.given_name as "givenName", p.family_name as "familyName",
    d.name as department, e.type, a.track, v.number as version, a.due_on::text as "dueOn",
    ${stateOn(today)} as state,
    (select k.grade from acknowledgements k where k.assignment_id = a.id) as grade`;
}

/** Assignments `a` with their person `p`, version `v`, and employment `e` in a department `d`. */
export function listed(today: Day, reach: Reach): SQL {
  return sql`(assignments a
    join people p on p.id = a.person_id
    join policy_versions v on v.id = a.version_id
    ${presentEmployment(today, reach)}
    left join departments d on d.id = e.department_id)`;
}

/** The assignment `a` of the person `p` stands in the list of this viewer under this filter. */
export function isListed(
  viewer: Viewer,
  asked: AttestationFilter & Asked,
  today: Day,
  reach: Reach,
): SQL {
  const { state, track } = asked;
  const who = showsEveryone(asked) ? "everyone" : undefined;
  return sql`${isSeenBy(viewer)} and ${foundBy({ ...asked, who }, today, reach)}
    ${state ? sql`and ${isInState(state, today)}` : sql``}
    ${track ? sql`and a.track = ${track}` : sql``}`;
}

/** What a page is cut from. What is only shown is joined to the rows of the page, not to all that match. */
function fromMatching(viewer: Viewer, asked: AttestationFilter & Asked, today: Day): SQL {
  const needsWork = asked.departmentId || asked.type;
  return sql`from assignments a
      join people p on p.id = a.person_id
      ${needsWork ? presentEmployment(today, "page") : sql``}
    where ${isListed(viewer, asked, today, "page")}`;
}

async function countMatching(
  viewer: Viewer,
  db: Database,
  asked: AttestationFilter & Asked,
  today: Day,
): Promise<number> {
  const [counted] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count
    from (select ${fromMatching(viewer, asked, today)} limit 1001) matching`);
  return counted?.count ?? 0;
}

type AttestationRow = Omit<Attestation, "acknowledgedAt"> & {
  acknowledgedAt: string | null;
  key: string[];
};

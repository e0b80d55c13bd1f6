import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import { turnRollUps } from "../dashboard/turn-roll-ups.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch, wholeList } from "../keyset.ts";
import type { EmploymentType } from "../people/employment.ts";
import { inSearchOrder, orderOfSearch } from "../people/found-by-words.ts";
import type { Portal } from "../portal.ts";
import type { Grade } from "./acknowledgement.ts";
import { type AskedAttestations, asked, isAsked, lookUpAsked } from "./asked-attestations.ts";
import type { AttestationFilter } from "./attestation-filter.ts";
import { standingState } from "./standing-in-sql.ts";
import type { AttestationState } from "./state.ts";

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
  { at: "s.sort_name", holds: "name" },
  { at: "s.person_id", holds: "uuid" },
  { at: "s.due_on", holds: "day" },
  { at: "s.assignment_id", holds: "uuid" },
] satisfies Stretch["columns"];

const byDueDay = [
  { at: "s.due_on", holds: "day" },
  { at: "s.assignment_id", holds: "uuid" },
] satisfies Stretch["columns"];

/** The order of a list; a search by name begins with family names. */
export function attestationOrder({ sort, q }: AttestationFilter): Stretch[] {
  return orderOfSearch(orders[sort], q);
}

/** The order of what was looked up, each part with what is searched for. */
export function askedOrder({ sort, search }: AskedAttestations): Stretch[] {
  return inSearchOrder(orders[sort], search);
}

/** Each along an index. What is not settled comes after the latest settled. */
const orders: Record<AttestationFilter["sort"], Stretch[]> = {
  name: [{ columns: byName, indexed: 4 }],
  due: [{ columns: byDueDay, indexed: 2 }],
  acknowledged: [
    {
      of: sql`s.settled_at is not null`,
      columns: [
        { at: "s.settled_at", holds: "moment" },
        { at: "s.assignment_id", holds: "uuid" },
      ],
      indexed: 2,
      falling: true,
    },
    { of: sql`s.settled_at is null`, columns: byDueDay, indexed: 2 },
  ],
};

/** How far a list is counted: one more stands for more. A search is there to find few. */
export function countedUpTo({ q }: AttestationFilter): number {
  return q ? 200 : 1000;
}

/** A page of attestations, and how many there are, as far as they are counted. */
export async function readAttestations(
  viewer: Viewer,
  portal: Portal,
  filter: AttestationFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<Attestation> & { count: number }> {
  const clock = await turnRollUps(portal);
  const wanted = await lookUpAsked(portal.db, filter);
  const [page, count] = await Promise.all([
    readPage<AttestationRow>(askedOrder(wanted), { place, size }, ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select cut.id, ${listedColumns(clock.today)}, cut.key,
          case when s.state = 'acknowledged' then s.settled_at end as "acknowledgedAt"
        from (
          select s.assignment_id as id, ${key} as key from ${asked(filter)}
          where ${isAsked(viewer, wanted, clock)} and ${where}
          order by ${order} limit ${limit}
        ) cut join ${listed} on s.assignment_id = cut.id
        order by ${order}`),
    ),
    countAsked(viewer, portal, wanted, clock),
  ]);
  const rows = page.rows.map(({ key, acknowledgedAt, ...row }) => ({
    ...row,
    // Drizzle takes the date parsers off its client: moments arrive as text.
    acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
  }));
  return { ...page, rows, count };
}

/** What a list says of a standing, from what `listed` joins. */
function listedColumns(today: Day): SQL {
  return sql`p.handle, p.given_name as "givenName", p.family_name as "familyName",
    d.name as department, s.type, s.track, v.number as version, s.due_on::text as "dueOn",
    ${standingState(today)} as state,
    (select k.grade from acknowledgements k where k.assignment_id = s.assignment_id) as grade`;
}

/** Standings `s` with their person `p`, version `v`, and department `d`. */
const listed = sql.raw(`(standings s
  join people p on p.id = s.person_id
  join policy_versions v on v.id = s.version_id
  left join departments d on d.id = s.department_id)`);

/** Counts part by part, until there are more than are counted. */
async function countAsked(
  viewer: Viewer,
  { db }: Portal,
  wanted: AskedAttestations,
  clock: Clock,
): Promise<number> {
  const enough = countedUpTo(wanted) + 1;
  let count = 0;
  for (const { where } of wholeList(askedOrder(wanted))) {
    const [counted] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from ${asked(wanted)} where ${isAsked(viewer, wanted, clock)} and ${where}
        limit ${enough - count}
      ) matching`);
    count += counted?.count ?? 0;
    if (count === enough) break;
  }
  return count;
}

type AttestationRow = Omit<Attestation, "acknowledgedAt"> & {
  acknowledgedAt: string | null;
  key: string[];
};

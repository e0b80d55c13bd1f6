import type { Fragment, Sql } from "postgres";
import type { Viewer } from "../auth/viewer.ts";
import { type Day, dayIn } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { EmploymentType } from "../people/employment.ts";
import { foundBy } from "../people/found-by.ts";
import { presentEmployment } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import { type AttestationFilter, showsEveryone } from "./attestation-filter.ts";
import type { AttestationState } from "./state.ts";
import { isInState, stateOn } from "./state-in-sql.ts";

/** One assignment as a list shows it. */
export type Attestation = {
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
  const sql = portal.db.$client;
  const { timeZone } = await portal.organization();
  const today = dayIn(timeZone, portal.now());
  const [page, count] = await Promise.all([
    readPage<AttestationRow>(
      sql,
      attestationOrders[filter.sort],
      { place, size },
      ({ key, where, order, limit }) => sql`
        select ${listedColumns(sql, today)}, cut.key,
          case when a.settled_as = 'acknowledged' then a.settled_at end as "acknowledgedAt"
        from (
          select a.id, ${key} as key ${fromMatching(sql, viewer, filter, today)} and ${where}
          order by ${order} limit ${limit}
        ) cut join ${listed(sql, today)} on a.id = cut.id
        order by ${order}`,
    ),
    countMatching(sql, viewer, filter, today, 1001),
  ]);
  const rows = page.rows.map(({ key, acknowledgedAt, ...row }) => ({
    ...row,
    // Drizzle takes the date parsers off its client: moments arrive as text.
    acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt),
  }));
  return { ...page, rows, count };
}

/** What a list says of an assignment, from what `listed` joins. */
export function listedColumns(sql: Sql, today: Day): Fragment {
  return sql`p.handle, p.given_name as "givenName", p.family_name as "familyName",
    d.name as department, e.type, a.track, v.number as version, a.due_on::text as "dueOn",
    ${stateOn(sql, today)} as state`;
}

/** Assignments `a` with their person `p`, version `v`, and employment `e` in a department `d`. */
export function listed(sql: Sql, today: Day): Fragment {
  return sql`(assignments a
    join people p on p.id = a.person_id
    join policy_versions v on v.id = a.version_id
    ${presentEmployment(sql, today)}
    left join departments d on d.id = e.department_id)`;
}

/**
 * From the assignments `a` with their person `p` that stand in the list of this viewer under this filter.
 * What is only shown is joined to the rows of one page, not to all that match.
 */
export function fromMatching(
  sql: Sql,
  viewer: Viewer,
  filter: AttestationFilter,
  today: Day,
): Fragment {
  const { state, track, department, type } = filter;
  const who = showsEveryone(filter) ? "everyone" : undefined;
  return sql`from assignments a
      join people p on p.id = a.person_id
      ${department || type ? presentEmployment(sql, today) : sql``}
    where ${isSeenBy(sql, viewer)} and ${foundBy(sql, { ...filter, who }, today)}
      ${state ? sql`and ${isInState(sql, state, today)}` : sql``}
      ${track ? sql`and a.track = ${track}` : sql``}`;
}

async function countMatching(
  sql: Sql,
  viewer: Viewer,
  filter: AttestationFilter,
  today: Day,
  most: number,
): Promise<number> {
  const [counted] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from (select ${fromMatching(sql, viewer, filter, today)} limit ${most}) matching`;
  return counted?.count ?? 0;
}

type AttestationRow = Omit<Attestation, "acknowledgedAt"> & {
  acknowledgedAt: string | null;
  key: string[];
};

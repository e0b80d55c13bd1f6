import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage } from "../keyset.ts";
import { peopleByName } from "../people/by-name.ts";
import { inForce } from "../people/in-force.ts";
import { prefixQuery } from "../people/person.ts";
import { reportsTo } from "../people/reports.ts";
import type { Portal } from "../portal.ts";
import type { AttestationState } from "./state.ts";
import { stateOn } from "./state-in-sql.ts";
import type { TeamFilter } from "./team-filter.ts";

/** Where somebody stands in one track: what is open, or else what was settled last. */
type TrackStanding = {
  track: string;
  version: number;
  state: AttestationState;
  dueOn: Day;
};

/** One of a supervisor's people as their list shows them. */
export type TeamMember = {
  handle: string;
  givenName: string;
  familyName: string;
  position: string;
  /** Null for somebody who is here; `until` null when the end of the leave is not known. */
  leave: { until: Day | null } | null;
  standings: TrackStanding[];
  canSignIn: boolean;
  /** Null: reports to the viewer directly. */
  through: string | null;
};

/** How many people are in a state in some track: the length of the list so filtered. */
export type TeamCounts = Partial<Record<AttestationState | "all", number>>;

/** A page of the viewer's people, by name. Of nobody who does not report to them today. */
export async function readTeam(
  viewer: Viewer,
  portal: Portal,
  filter: TeamFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<TeamMember>> {
  const { today } = await clockOf(portal);
  const page = await readPage<TeamMember & { key: string[] }>(
    peopleByName,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
      select p.handle, p.given_name as "givenName", p.family_name as "familyName", ${key} as key,
        (
          select position from employments where person_id = p.id and ${inForce("employments", today)} limit 1
        ) as position,
        (
          select json_build_object('until', until_on) from leaves
          where person_id = p.id and ${inForce("leaves", today)} limit 1
        ) as leave,
        can_sign_in(p.id) as "canSignIn",
        (
          select s.given_name || ' ' || s.family_name
          from employments w join people s on s.id = w.supervisor_id
          where w.person_id = p.id and ${inForce("w", today)} and s.id <> ${viewer.personId}
          limit 1
        ) as through,
        (
          select coalesce(json_agg(json_build_object('track', c.track, 'version', v.number,
            'state', c.state, 'dueOn', c.due_on) order by c.track), '[]')
          from (${currentOf(today)}) c join policy_versions v on v.id = c.version_id
        ) as standings
      from people p
      where ${isListed(viewer, filter, today)} and ${where}
        ${filter.state ? isSomewhere(filter.state, today) : sql``}
      order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(({ key: _, ...row }) => row) };
}

/** The lengths of the lists: of all so searched, and of those in each state. */
export async function countTeam(
  viewer: Viewer,
  portal: Portal,
  filter: TeamFilter,
): Promise<TeamCounts> {
  const { today } = await clockOf(portal);
  const rows = await portal.db.execute<{ state: AttestationState | null; count: number }>(sql`
    select c.state, count(distinct p.id)::int as count
    from people p left join lateral (${currentOf(today)}) c on true
    where ${isListed(viewer, filter, today)}
    group by grouping sets ((c.state), ())
    having grouping(c.state) = 1 or c.state is not null`);
  return Object.fromEntries(rows.map(({ state, count }) => [state ?? "all", count]));
}

function isListed(viewer: Viewer, { q, below }: TeamFilter, today: Day): SQL {
  const words = prefixQuery(q ?? "");
  return sql`${reportsTo(viewer, today, below ? "directly or below" : "directly")}
    ${words ? sql`and to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})` : sql``}`;
}

function isSomewhere(state: AttestationState, today: Day): SQL {
  return sql`and exists (select from (${currentOf(today)}) c where c.state = ${state})`;
}

/** The assignment of the person `p` that counts in each track: the open one, or the last settled. */
function currentOf(today: Day): SQL {
  return sql`
    select distinct on (a.track) a.track, a.version_id, a.due_on, ${stateOn(today)} as state
    from assignments a
    where a.person_id = p.id and a.settled_as is distinct from 'ended'
    order by a.track, a.settled_at is not null, a.assigned_at desc, a.id`;
}

import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { dueDaysOf, type OverdueAge, overdueAges } from "../attestation/overdue-age.ts";
import type { AttestationState } from "../attestation/state.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { PolicyVersion } from "../content/version.ts";
import { type Day, dayIn } from "../days.ts";
import type { EmploymentType } from "../people/employment.ts";
import type { Portal } from "../portal.ts";
import type { StateCounts } from "./state-counts.ts";
import { type Week, weeksOf } from "./weeks.ts";

/**
 * Where a track of a version stands: of people who work here, or will, and for what has ended of everybody.
 */
export type Completion = {
  states: StateCounts;
  departments: { department: string; states: StateCounts }[];
  types: { type: EmploymentType; states: StateCounts }[];
  /** From the week of the publication on. */
  weeks: Week[];
  overdue: { age: OverdueAge; count: number }[];
};

/** Reads it from the counts; to somebody without the grant there is nothing. */
export async function readCompletion(
  viewer: Viewer,
  { db }: Portal,
  clock: Clock,
  { version, track }: { version: PolicyVersion; track: string },
): Promise<Completion> {
  const { today, timeZone } = clock;
  const rows = await db.execute<Row>(sql`
    select margin, d.name as department, type, state, day::text, count from (
      select margin, department_id, type,
        case when state in ('assigned', 'learning') and day < ${today} then 'overdue'
          else state::text end as state,
        -- Of an open one only how long it is overdue is asked, and that in all.
        case when state = 'acknowledged' or margin = 'day' and day < ${today} then day end as day,
        sum(count)::int as count
      from standing_counts_now
      where ${isSeenBy(viewer)} and version_id = ${version.id} and track = ${track}
        and (is_present or state = 'ended')
      group by 1, 2, 3, 4, 5 having sum(count) <> 0
    ) counted left join departments d on d.id = department_id
    order by d.name collate "und-x-icu"`);
  const of = Map.groupBy(rows, ({ margin }) => margin);
  const inAll = of.get("day") ?? [];
  const acknowledged = inAll.filter(({ state }) => state === "acknowledged");
  const overdue = inAll.filter(({ state }) => state === "overdue");
  return {
    states: sumStates(inAll),
    departments: byGroup(of.get("department"), "department").map(([department, states]) => ({
      ...{ department, states },
    })),
    types: byGroup(of.get("type"), "type").map(([type, states]) => ({ type, states })),
    weeks: weeksOf(acknowledged, dayIn(timeZone, version.publishedAt), today),
    overdue: overdueAges.map((age) => {
      const { from, until } = dueDaysOf(age, today);
      const within = overdue.filter(({ day }) => day && day <= until && (!from || day >= from));
      return { age, count: sum(within) };
    }),
  };
}

type Row = {
  margin: "department" | "type" | "day";
  department: string | null;
  type: EmploymentType | null;
  state: AttestationState;
  day: Day | null;
  count: number;
};

const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);

function sumStates(rows: Row[]): StateCounts {
  const groups = Map.groupBy(rows, ({ state }) => state);
  return Object.fromEntries([...groups].map(([state, found]) => [state, sum(found)]));
}

/** What has ended is counted in its own line only, so a group of nothing else is none. */
function byGroup<By extends "department" | "type">(
  rows: Row[] = [],
  by: By,
): [NonNullable<Row[By]>, StateCounts][] {
  const groups = Map.groupBy(
    rows.filter(({ state }) => state !== "ended"),
    (row) => row[by],
  );
  return [...groups].flatMap(([name, found]) => (name === null ? [] : [[name, sumStates(found)]]));
}

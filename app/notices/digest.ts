import { type SQL, sql } from "drizzle-orm";
import type { AttestationState } from "../attestation/state.ts";
import { stateOn } from "../attestation/state-in-sql.ts";
import type { Organization } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import { type Day, writeDay } from "../days.ts";
import type { Executor } from "../db.ts";
import { inForce } from "../people/in-force.ts";
import type { LetterValues } from "./letter.ts";
import { isNotPrivate } from "./private-kinds.ts";

type Given = { organization: Organization; today: Day };

type TeamRow = { name: string; track: string; dueOn: Day; state: AttestationState };

/** What a supervisor reads once a week of those who report to them directly. */
export async function readDigestOfTeam(
  db: Executor,
  supervisorId: string,
  { organization, today }: Given,
): Promise<LetterValues> {
  const rows: TeamRow[] = await db.execute<TeamRow>(sql`
    select p.given_name || ' ' || p.family_name as name, a.track, a.due_on::text as "dueOn",
      ${stateOn(today)} as state
    from assignments a join people p on p.id = a.person_id
    where a.person_id in (
      select person_id from employments where supervisor_id = ${supervisorId} and ${inForce("employments", today)}
    ) and a.settled_as is distinct from 'ended'
    order by a.due_on, p.sort_name`);
  const inState = (...states: AttestationState[]) =>
    rows.filter(({ state }) => states.includes(state));
  const lines = (found: TeamRow[]) =>
    found.map(
      ({ name, track, dueOn }) =>
        `${name}: ${titleOf(organization.tracks, track)}, ${writeDay(organization.locale, dueOn)}`,
    );
  const [overdue, due, leave] = [
    inState("overdue"),
    inState("assigned", "learning"),
    inState("on-leave"),
  ];
  return {
    ...countsOf({ done: inState("acknowledged"), due, overdue, leave }),
    ...{ overdue: lines(overdue), due: lines(due), leave: lines(leave) },
  };
}

/** What Human Resources reads once a week. */
export async function readDigestOfAll(db: Executor, { today }: Given): Promise<LetterValues> {
  const count = (condition: SQL) => sql`(count(*) filter (where ${condition}))::int`;
  const inState = (...states: AttestationState[]) =>
    sql`state in (${sql.join(
      states.map((state) => sql`${state}`),
      sql`, `,
    )})`;
  const rows = await db.execute<{
    department: string;
    done: number;
    due: number;
    overdue: number;
    leave: number;
  }>(sql`
    select department, ${count(inState("acknowledged"))} as done,
      ${count(inState("assigned", "learning"))} as due, ${count(inState("overdue"))} as overdue,
      ${count(inState("on-leave"))} as leave
    from (
      select d.name as department, ${stateOn(today)} as state
      from assignments a
        join employments e on e.person_id = a.person_id and ${inForce("e", today)}
        join departments d on d.id = e.department_id
    ) standing
    group by department order by department`);
  const [stuck] = await db.execute<{ failing: number; slips: number }>(sql`
    select ${count(sql`state in ('failing', 'refused', 'came-back')`)} as failing,
      ${count(sql`state = 'slip'`)} as slips
    from notices n
    where state in ('failing', 'refused', 'came-back', 'slip') and ${isNotPrivate}`);
  const sum = (what: "done" | "due" | "overdue" | "leave") =>
    String(rows.reduce((all, row) => all + row[what], 0));
  return {
    "done-count": sum("done"),
    "due-count": sum("due"),
    "overdue-count": sum("overdue"),
    "leave-count": sum("leave"),
    departments: rows
      .filter(({ overdue }) => overdue > 0)
      .map(({ department, overdue }) => `${department}: ${overdue}`),
    "failing-count": String(stuck?.failing ?? 0),
    "slip-count": String(stuck?.slips ?? 0),
  };
}

function countsOf(found: Record<"done" | "due" | "overdue" | "leave", unknown[]>): LetterValues {
  return Object.fromEntries(
    Object.entries(found).map(([name, rows]) => [`${name}-count`, String(rows.length)]),
  );
}

import { type SQL, sql } from "drizzle-orm";

/** Where a report stands, as its handlers see it: it follows from the acts. */
export type ReportState = "new" | "opened" | "acknowledged" | "joined";

const hasAct = (act: "opened" | "acknowledged") =>
  sql`exists (select from report_acts a where a.report_id = r.id and a.act = ${act})`;

/** Asked before anything dearer: few ever are. */
const wasJoined = sql`exists (select from report_acts a where a.report_id = r.id and a.act = 'joined')`;

/** Nobody has opened the report `r` or acknowledged it; somebody may have stepped aside. */
export const isNew = sql`not exists (
  select from report_acts a where a.report_id = r.id and a.act in ('opened', 'acknowledged')
)`;
/** The reporter of `r` heard from a person. */
export const isAcknowledged = hasAct("acknowledged");
/** Somebody opened `r`, and its reporter has not heard from a person yet. */
export const isOpened = sql`(${hasAct("opened")} and not ${isAcknowledged})`;

/** The reporter of `r` may be in danger, and has not heard from a person yet. */
export const isUrgentStill = sql`(r.is_urgent and not ${isAcknowledged})`;
/** A person has not opened `r`, and its reporter has not heard from anybody yet. */
export const isUnopenedBy = (personId: string) => sql`(not ${isAcknowledged} and not exists (
  select from report_acts a where a.report_id = r.id and a.act = 'opened' and a.by = ${personId}
))`;
/** The last message of `r` is the reporter's. */
export const isAnswerAwaited = sql`coalesce((
  select m.author = 'reporter' from report_messages m
  where m.report_id = r.id order by m.position desc limit 1
), false)`;

/**
 * The number of the report with which `r` is joined, as a query of one column: nothing where it stands by
 * itself, or where the other is not for this viewer to handle.
 */
export const joinedNumber = (isHandled: SQL) => sql`case when ${wasJoined} then (
  select other.number from (select joined_into(r.id) as id) j join lateral (
    select r.number from violation_reports r where r.id = j.id and ${isHandled}
  ) other on true
) end`;

/** The state of the report `r` for a viewer. */
export const stateOf = (isHandled: SQL) => sql`case
  when (${joinedNumber(isHandled)}) is not null then 'joined'
  when ${isAcknowledged} then 'acknowledged'
  when ${hasAct("opened")} then 'opened'
  else 'new' end`;

/** The report `r` is in a state. */
export function isIn(state: ReportState, isHandled: SQL): SQL {
  const isJoined = sql`(${joinedNumber(isHandled)}) is not null`;
  if (state === "new") return sql`${isNew} and not ${isJoined}`;
  if (state === "joined") return sql`${wasJoined} and ${isJoined}`;
  return sql`${state === "opened" ? isOpened : isAcknowledged} and not ${isJoined}`;
}

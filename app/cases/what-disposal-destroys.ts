import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";

/** What disposal of a case makes unreadable, counted. */
export type Destroyed = {
  acts: number;
  reports: number;
  /** Files of the case and of its reports, each once. */
  files: number;
  /** Messages between reporters and the office. */
  messages: number;
  /** Of the files: how many an exchange between an employee and their supervisor keeps as its own. */
  keptElsewhere: number;
  /** Exchanges that became its reports: their own words and keys stay, for they are no part of a case. */
  exchangesKept: number;
};

/** Counts it; of a case disposed of, what was destroyed. */
export async function countDestroyed(db: Executor, caseId: string): Promise<Destroyed> {
  const [found] = await db.execute<Destroyed>(sql`
    with its as (
      select r.id, r.key_id from case_reports c join violation_reports r on r.id = c.report_id
      where c.case_id = ${caseId}
    ), keys as (
      select key_id from cases where id = ${caseId} union select key_id from its
    ), files as (
      select distinct file_id from held_evidence where key_id in (select key_id from keys)
    )
    select (select count(*)::int from case_acts where case_id = ${caseId}) as acts,
      (select count(*)::int from its) as reports,
      (select count(*)::int from files) as files,
      (select count(*)::int from report_messages where report_id in (select id from its)) as messages,
      (select count(*)::int from files f where exists (
        select from held_evidence h where h.file_id = f.file_id and h.key_id not in (select key_id from keys)
      )) as "keptElsewhere",
      (select count(*)::int from exchange_escalations where report_id in (select id from its)) as "exchangesKept"`);
  if (!found) throw new Error("A query of one row answered none.");
  return found;
}

import { sql } from "drizzle-orm";
import { type reportAct, reportActs } from "#drizzle/schema/intake.ts";
import type { Transaction } from "../db.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import type { OpenReport } from "./open-report.ts";

export type ReportAct = (typeof reportAct.enumValues)[number];

/** Something that was done with a report, as its handlers read it. */
export type ActLine = {
  act: ReportAct;
  by: string;
  at: Date;
  /** The other report, of one joined or parted. */
  other: string | null;
  reason: string | null;
};

/** One act on a report at a time: held until the transaction ends. */
export async function holdReport(tx: Transaction, { id }: Pick<OpenReport, "id">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 3))`);
}

type NewAct = { act: ReportAct; by: string; at: Date; into?: string; reason?: string };

/** Adds an act to a report that is held. The database refuses one that does not follow, or by whom it is about. */
export async function addAct(
  tx: Transaction,
  report: OpenReport,
  { act, by, at, into, reason }: NewAct,
): Promise<void> {
  const [last] = await tx.execute<{ number: number }>(sql`
    select coalesce(max(number), 0)::int as number from report_acts where report_id = ${report.id}`);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(reportActs).values({
    ...{ reportId: report.id, number, act, by, at },
    intoId: into ?? null,
    words: reason ? encryptJson(report.key, placeOf(report.id, number), reason) : null,
  });
}

/** The reason an act was done for, decrypted. */
export function readReason(report: OpenReport, number: number, words: Uint8Array): string {
  return decryptJson<string>(report.key, placeOf(report.id, number), words);
}

const placeOf = (report: string, number: number): Place => ({
  ...{ table: "report_acts", column: "words", row: `${report} ${number}` },
});

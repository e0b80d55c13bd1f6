import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { reportMessages } from "#drizzle/schema/intake.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { paragraphs } from "../form.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import { type OpenReport, openReport } from "./open-report.ts";
import { recordReporterAct } from "./reporter-act.ts";

/** The words of a message, as a form takes them. */
export const messageWords = paragraphs("Write your message", 10_000);

/** What reporter and office wrote to each other. */
export type Message = {
  id: string;
  author: "reporter" | "office";
  /** Who of the office wrote it: for handlers; reporters read that it was the office. */
  writtenBy: string | null;
  words: string;
  sentOn: Day;
  /** Null of an anonymous reporter. */
  sentAt: Date | null;
};

/** The messages of a report, oldest first. Whoever opened the report may read them. */
export async function readMessages(db: Executor, report: OpenReport): Promise<Message[]> {
  const rows = await db
    .select({
      id: reportMessages.id,
      author: reportMessages.author,
      writtenBy: sql<string | null>`${people.givenName} || ' ' || ${people.familyName}`,
      words: reportMessages.words,
      sentOn: reportMessages.sentOn,
      sentAt: reportMessages.sentAt,
    })
    .from(reportMessages)
    .leftJoin(people, eq(people.id, reportMessages.by))
    .where(eq(reportMessages.reportId, report.id))
    .orderBy(asc(reportMessages.position));
  return rows.map(({ words, ...row }) => ({
    ...row,
    words: decryptJson<string>(report.key, placeOf(row.id), words),
  }));
}

/** Writes to the reporter, who reads it with their code. `formId` sent again writes nothing more. */
export async function writeToReporter(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words, formId }: { words: string; formId: string },
): Promise<{ written: true } | undefined> {
  const now = portal.now();
  return portal.db.transaction(async (tx) => {
    const report = await openReport(viewer, portal, number, tx);
    if (!report) return undefined;
    const isNew = await addMessage(portal, tx, report, { words, formId, by: viewer.personId });
    if (isNew) {
      const facts = { report: portal.vault.indexOf("report", report.id) };
      await writeRecord(tx, {
        ...{ act: "write-to-reporter", by: viewer.personId, about: null, at: now, facts },
      });
    }
    return { written: true };
  });
}

/** Writes to whoever handles a report, as its reporter. `formId` sent again writes nothing more. */
export async function writeToOffice(
  portal: Portal,
  report: OpenReport,
  { words, formId }: { words: string; formId: string },
): Promise<void> {
  await portal.db.transaction(async (tx) => {
    if (await addMessage(portal, tx, report, { words, formId, by: null })) {
      await recordReporterAct(portal, tx, report, { act: "write-to-office" });
    }
  });
}

/** Adds a message in the transaction of its act. False when this form's message stands there already. */
export async function addMessage(
  portal: Portal,
  tx: Transaction,
  report: OpenReport,
  { words, formId, by }: { words: string; formId: string; by: string | null },
): Promise<boolean> {
  const { today } = await clockOf(portal);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${report.id}, 2))`);
  // The form's id is the message's own, so that it is written once. It is random, and tells nothing.
  const id = formId || randomUUID();
  const added = await tx
    .insert(reportMessages)
    .values({
      id,
      reportId: report.id,
      position: sql`(select coalesce(max(position), 0) + 1 from report_messages where report_id = ${report.id})`,
      author: by === null ? "reporter" : "office",
      by,
      words: encryptJson(report.key, placeOf(id), words),
      sentOn: today,
      sentAt: by === null && report.kind === "anonymous" ? null : portal.now(),
    })
    .onConflictDoNothing({ target: reportMessages.id })
    .returning({ id: reportMessages.id });
  if (added.length > 0) return true;
  const [known] = await tx
    .select({ reportId: reportMessages.reportId })
    .from(reportMessages)
    .where(eq(reportMessages.id, id));
  if (known?.reportId === report.id) return false;
  // The id is of another report's message: a form that was put together, and no reason to lose words.
  return addMessage(portal, tx, report, { words, formId: randomUUID(), by });
}

const placeOf = (row: string): Place => ({ table: "report_messages", column: "words", row });

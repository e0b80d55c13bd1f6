import { and, eq, sql } from "drizzle-orm";
import { reportMessages } from "#drizzle/schema/intake.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { addMessage } from "./messages.ts";
import { type OpenReport, openReport } from "./open-report.ts";
import { addAct, holdReport } from "./report-act.ts";

/** Why a report cannot be acknowledged, for the page that asks first; the act and the database say the same. */
export async function whyNoAcknowledgement(
  db: Executor,
  { id }: Pick<OpenReport, "id">,
): Promise<string | null> {
  const [done] = await db.execute<{ by: string }>(sql`
    select p.given_name || ' ' || p.family_name as by
    from report_acts a join people p on p.id = a.by
    where a.report_id = ${id} and a.act = 'acknowledged'`);
  return done ? `Write a message instead: ${done.by} has acknowledged this report` : null;
}

/** What a reporter may be told first, by the organization; whoever acknowledges changes it as they like. */
export function suggestAcknowledgement(organization: string): string {
  return [
    "Thank you for your report. I have read it, and we will look into it.",
    "You can write to us with your receipt code at any time, and add files. Please look here now and then: we write here when we have a question, and when it is concluded.",
    organization,
  ].join("\n\n");
}

/**
 * Acknowledges a report personally, once: writes to the reporter and stops the clock. Refuses when somebody
 * did before; the same form sent again does nothing more. Undefined where there is no such report for them.
 */
export async function acknowledgeReport(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { words, formId }: { words: string; formId: string },
): Promise<{ acknowledged: true } | { refused: string } | undefined> {
  const [by, at] = [viewer.personId, portal.now()];
  return portal.db.transaction(async (tx) => {
    const report = await openReport(viewer, portal, number, tx);
    if (!report) return undefined;
    await holdReport(tx, report);
    const refused = await whyNoAcknowledgement(tx, report);
    if (refused) {
      return (await isSent(tx, report, formId)) ? { acknowledged: true } : { refused };
    }
    if (!(await addMessage(portal, tx, report, { words, formId, by }))) {
      return { refused: "Open this page again, and send the form from there: it was sent before" };
    }
    await addAct(tx, report, { act: "acknowledged", by, at });
    const facts = { report: portal.vault.indexOf("report", report.id) };
    await writeRecord(tx, { act: "acknowledge-report", by, about: null, at, facts });
    return { acknowledged: true };
  });
}

async function isSent(tx: Executor, report: OpenReport, formId: string): Promise<boolean> {
  const found = await tx
    .select({ id: reportMessages.id })
    .from(reportMessages)
    .where(and(eq(reportMessages.id, formId), eq(reportMessages.reportId, report.id)));
  return found.length > 0;
}

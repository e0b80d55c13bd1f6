import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import type { OpenReport } from "./open-report.ts";
import { addAct, holdReport } from "./report-act.ts";

/** Notes that a handler opened a report, the first time each: as an act of the report, and in the ledger. */
export async function noteOpening(
  viewer: Viewer,
  portal: Portal,
  report: OpenReport,
): Promise<void> {
  if (await hasOpened(viewer, portal.db, report)) return;
  if (await wouldTellWhen(viewer, portal.db, report)) return;
  const [by, at] = [viewer.personId, portal.now()];
  await portal.db.transaction(async (tx) => {
    await holdReport(tx, report);
    if (await hasOpened(viewer, tx, report)) return;
    await addAct(tx, report, { act: "opened", by, at });
    const facts = { report: portal.vault.indexOf("report", report.id) };
    await writeRecord(tx, { act: "open-report", by, about: null, at, facts });
  });
}

/** Whoever wrote down what an anonymous caller said opens it at once: that would say when they called. */
async function wouldTellWhen(
  { personId }: Viewer,
  db: Pick<Portal["db"], "execute">,
  { id }: OpenReport,
): Promise<boolean> {
  const [found] = await db.execute(sql`
    select from violation_reports where id = ${id} and kind = 'anonymous' and entered_by = ${personId}`);
  return found !== undefined;
}

async function hasOpened(
  { personId }: Viewer,
  db: Pick<Portal["db"], "execute">,
  { id }: OpenReport,
): Promise<boolean> {
  const [found] = await db.execute(sql`
    select from report_acts where report_id = ${id} and by = ${personId} and act = 'opened'`);
  return found !== undefined;
}

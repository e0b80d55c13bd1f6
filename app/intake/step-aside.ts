import { sql } from "drizzle-orm";
import { reportConflicts } from "#drizzle/schema/intake.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { openReport } from "./open-report.ts";
import { isHandledByNobody } from "./readers.ts";
import { addAct, holdReport } from "./report-act.ts";
import { tellWhoHandles } from "./tell-handlers.ts";

const nobodyElse =
  "Ask an administrator first to grant somebody from outside the role Outside officer: nobody else could handle this report";

/**
 * Gives up a report for a conflict that the directory does not show. It is not there for the viewer from then
 * on, and passes to whoever is next; that it did, and why, stays with the report. Refuses where nobody would be
 * left. Undefined where there is no such report for the viewer.
 */
export async function stepAside(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { reason }: { reason: string },
): Promise<{ steppedAside: true } | { refused: string } | undefined> {
  const [by, at] = [viewer.personId, portal.now()];
  const { today } = await clockOf(portal);
  return portal.db.transaction(async (tx) => {
    const report = await openReport(viewer, portal, number, tx);
    if (!report) return undefined;
    // Two of the last at once would each take the other for who is left.
    await holdReport(tx, report);
    const candidates = await readCandidates(tx, portal.vault, today);
    const others = candidates.filter(({ personId }) => personId !== by);
    const [left] = await tx.execute(sql`
      select from violation_reports r where r.id = ${report.id} and not ${isHandledByNobody(others)}`);
    if (!left) return { refused: nobodyElse };
    await addAct(tx, report, { act: "stepped-aside", by, at, reason });
    await tx
      .insert(reportConflicts)
      .values({ reportId: report.id, personId: by, reason: "stepped-aside", foundOn: today });
    const facts = { report: portal.vault.indexOf("report", report.id) };
    await writeRecord(tx, { act: "step-aside", by, about: null, at, facts });
    await tellWhoHandles(portal, tx, report, others);
    return { steppedAside: true };
  });
}

import { randomUUID } from "node:crypto";
import type { Answers } from "#app/intake/answers.ts";
import { type FiledReport, fileViolationReport } from "#app/intake/file-violation-report.ts";
import { type OpenReport, openReport } from "#app/intake/open-report.ts";
import { newReceiptCode } from "#app/intake/receipt-code.ts";
import type { Portal } from "#app/portal.ts";
import { withDatabase } from "#server/database.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import type { RunningPortal } from "./running-portal.ts";

const answers: Answers = {
  what: "A lifeguard wrote that the council is a circus.",
  platforms: ["Facebook"],
  addresses: [],
  when: { kind: "unknown" },
  subjects: [],
  recognizable: "",
  clauses: ["6.c"],
  witnesses: "",
  pasted: "",
  isUrgent: false,
};

/** Files a report, anonymous unless said, and opens it as Joanne Settee of HR, who may handle it. */
export async function aReport(
  portal: Portal,
  changes: Partial<FiledReport> = {},
  also?: Parameters<typeof fileViolationReport>[2],
): Promise<OpenReport> {
  const filed = {
    ...{ formId: randomUUID(), answers, code: newReceiptCode() },
    ...{ kind: "anonymous", reporter: null, channel: "portal", enteredBy: null },
    ...changes,
  } as FiledReport;
  const { number } = await fileViolationReport(portal, filed, also);
  const joanne = await portal.db.query.people.findFirst({
    where: (row, { eq }) => eq(row.handle, "1014"),
  });
  const report = joanne && (await openReport({ personId: joanne.id }, portal, number));
  if (!report) throw new Error("HR cannot open the report.");
  return report;
}

/** Files an anonymous report into a running portal of a test, beside it; answers its number. */
export async function aReportIn({ home, url }: RunningPortal): Promise<string> {
  const settings = readSettings({ SIGNPOST_HOME: home });
  return withDatabase(settings, async (database) => {
    const opened = { now: () => new Date(), publicUrl: url };
    return (await aReport(await openPortal(settings, database, opened))).number;
  });
}

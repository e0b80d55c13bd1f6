import { randomUUID } from "node:crypto";
import type { Answers, Reporter } from "#app/intake/answers.ts";
import { type FiledReport, fileViolationReport } from "#app/intake/file-violation-report.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { newReceiptCode, type ReceiptCode } from "#app/intake/receipt-code.ts";
import type { Portal } from "#app/portal.ts";
import { withDatabase } from "#server/database.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import type { testPortal } from "./portal.ts";
import type { RunningPortal } from "./running-portal.ts";

type City = ReturnType<typeof testPortal>;

const answers: Answers = {
  ...{ what: "A lifeguard wrote that the council is a circus.", platforms: ["Facebook"] },
  ...{ addresses: [], when: { kind: "unknown" }, subjects: [], recognizable: "" },
  ...{ clauses: [], witnesses: "", pasted: "", isUrgent: false },
};
const nobody: Reporter = { personId: null, name: "", email: "", phone: "", reach: "" };

/** What a report of a test says, and who files it. */
type Told = Partial<Answers> & {
  /** Of a named report; without one it is anonymous. */
  reporter?: Partial<Reporter> | null;
  form?: Partial<FiledReport>;
};

/** Files a report at the portal's moment: the report, opened, and its receipt code. */
export async function fileReport(
  portal: Portal,
  { reporter = null, form, ...told }: Told = {},
  also: Parameters<typeof fileViolationReport>[2] = async () => {},
): Promise<{ report: OpenReport; code: ReceiptCode }> {
  const filed = {
    ...{ formId: randomUUID(), code: newReceiptCode(), channel: "portal", enteredBy: null },
    ...{ kind: reporter ? "named" : "anonymous", reporter: reporter && { ...nobody, ...reporter } },
    answers: { ...answers, ...told },
    ...form,
  } as FiledReport;
  let opened: OpenReport | undefined;
  await fileViolationReport(portal, filed, async (tx, report) => {
    opened = report;
    await also(tx, report);
  });
  if (!opened) throw new Error("Nothing was filed.");
  return { report: opened, code: filed.code };
}

/** As `fileReport`: its number. */
export async function reportNumber(city: City, told: Told = {}): Promise<string> {
  return (await fileReport(city.portal, told)).report.number;
}

/** Files an anonymous report into a running portal of a test, beside it: its number. */
export async function reportNumberIn({ home, url }: RunningPortal): Promise<string> {
  return withDatabase(readSettings({ SIGNPOST_HOME: home }), async (database) => {
    const opened = { now: () => new Date(), publicUrl: url };
    const portal = await openPortal(readSettings({ SIGNPOST_HOME: home }), database, opened);
    return (await fileReport(portal)).report.number;
  });
}

/** Somebody of the directory, as a report is about them. */
export async function subject(city: City, number: string) {
  const { personId, givenName, familyName } = await city.viewer(number);
  return { personId, name: `${givenName} ${familyName}` };
}

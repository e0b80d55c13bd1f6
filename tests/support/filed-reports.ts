import { randomUUID } from "node:crypto";
import type { Answers, Reporter } from "#app/intake/answers.ts";
import { fileViolationReport } from "#app/intake/file-violation-report.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { newReceiptCode, type ReceiptCode } from "#app/intake/receipt-code.ts";
import type { Portal } from "#app/portal.ts";

/** What a report says that is not about what it says. */
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

/** Files a report through the portal, anonymous unless somebody is given: the report, and its code. */
export async function fileReport(
  portal: Portal,
  {
    reporter = null,
    code = newReceiptCode(),
    ...said
  }: Partial<Answers> & { reporter?: Reporter | null; code?: ReceiptCode } = {},
): Promise<{ report: OpenReport; code: ReceiptCode }> {
  let filed: OpenReport | undefined;
  const who = reporter
    ? ({ kind: "confidential", reporter } as const)
    : ({ kind: "anonymous", reporter: null } as const);
  await fileViolationReport(
    portal,
    {
      ...{ formId: randomUUID(), code, channel: "portal", enteredBy: null, ...who },
      answers: { ...answers, ...said },
    },
    async (_, report) => {
      filed = report;
    },
  );
  if (!filed) throw new Error("Nothing was filed.");
  return { report: filed, code };
}

import { randomUUID } from "node:crypto";
import type { Answers, Reporter } from "#app/intake/answers.ts";
import { type FiledReport, fileViolationReport } from "#app/intake/file-violation-report.ts";
import { newReceiptCode } from "#app/intake/receipt-code.ts";
import type { testPortal } from "./portal.ts";

type City = ReturnType<typeof testPortal>;

const answers: Answers = {
  ...{ what: "A lifeguard wrote that the council is a circus.", platforms: ["Facebook"] },
  ...{ addresses: [], when: { kind: "unknown" }, subjects: [], recognizable: "", clauses: [] },
  ...{ witnesses: "", pasted: "", isUrgent: false },
};

type Told = Partial<Answers> & { reporter?: Partial<Reporter>; form?: Partial<FiledReport> };

/** Files a report at the portal's moment: anonymous, unless a reporter is given. */
export async function fileReport(
  city: City,
  { reporter, form, ...told }: Told = {},
): Promise<string> {
  const nobody = { personId: null, name: "", email: "", phone: "", reach: "" };
  const filed = {
    ...{ formId: randomUUID(), code: newReceiptCode(), channel: "portal", enteredBy: null },
    ...{ kind: reporter ? "named" : "anonymous" },
    reporter: reporter ? { ...nobody, ...reporter } : null,
    answers: { ...answers, ...told },
    ...form,
  } as FiledReport;
  return (await fileViolationReport(city.portal, filed)).number;
}

/** Somebody of the directory, as a report is about them. */
export async function subject(city: City, number: string) {
  const { personId, givenName, familyName } = await city.viewer(number);
  return { personId, name: `${givenName} ${familyName}` };
}

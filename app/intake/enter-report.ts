import { mayHandleReports, type Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { Reporter, Subject } from "./answers.ts";
import { readChosen } from "./directory-search.ts";
import { type FiledReport, fileViolationReport } from "./file-violation-report.ts";
import type { HandedReceipt } from "./handed-receipt.ts";
import type { OfficeReport } from "./office-form.ts";
import { openReport } from "./open-report.ts";
import { newReceiptCode, type ReceiptCode } from "./receipt-code.ts";

/** What a form is to file once: its id, and the code its reporter gets, however often it is sent. */
type EntryForm = { formId: string; code: ReceiptCode; by: string };

const purpose = "entering a report";

/** A sealed name for a form that files one report with one code. */
export function newEntryForm(viewer: Viewer, { vault }: Portal, formId: string): string {
  const form: EntryForm = { formId, code: newReceiptCode(), by: viewer.personId };
  return vault.sealForCookie(purpose, form);
}

/** What a sealed name stands for; null where this portal did not give it to this person. */
export function openEntryForm(viewer: Viewer, { vault }: Portal, form: string): EntryForm | null {
  const known = vault.openFromCookie<EntryForm>(purpose, form);
  return known?.by === viewer.personId ? known : null;
}

/**
 * Files a report for somebody who phoned, wrote or came by. Refuses somebody who handles no reports, a form
 * that is not the portal's, and people who are not in the directory. Sent again, it answers the same.
 */
export async function enterReport(
  viewer: Viewer,
  portal: Portal,
  { form, channel, kind, reporter, handles, names, answers }: OfficeReport,
): Promise<HandedReceipt | { at: string; refused: string }> {
  if (!mayHandleReports(viewer)) {
    return { at: "form", refused: "Ask Human Resources: only they enter reports for others" };
  }
  const known = openEntryForm(viewer, portal, form);
  if (!known) return { at: "form", refused: "Open this page again, and enter the report there" };
  const people = await readChosen(viewer, portal, handles);
  if (people.length < handles.length) {
    return {
      at: "subjects",
      refused: "Find the person again: not everybody chosen is in the directory",
    };
  }
  const [found] = await readChosen(viewer, portal, reporter.handle ? [reporter.handle] : []);
  if (reporter.handle && !found) {
    return { at: "reporterPerson", refused: "Find the reporter again, or enter their name" };
  }
  const subjects: Subject[] = [
    ...people.map(({ personId, name }) => ({ personId, name })),
    ...names.map((words) => ({ words })),
  ];
  const { email, phone, reach, name } = reporter;
  const named: Reporter = {
    ...{ personId: found?.personId ?? null, name: found?.name ?? name },
    ...{ email: email || (found?.email ?? ""), phone, reach },
  };
  const filed: FiledReport = {
    ...{ formId: known.formId, code: known.code, answers: { ...answers, subjects } },
    ...{ channel, enteredBy: viewer.personId },
    ...(kind === "anonymous" ? { kind, reporter: null } : { kind, reporter: named }),
  };
  const { number, isOfOther } = await fileViolationReport(portal, filed);
  if (isOfOther) {
    return {
      at: "form",
      refused: "Open this page again: this form has filed another report before",
    };
  }
  const isForAnother = (await openReport(viewer, portal, number)) === undefined;
  return { number, code: known.code, isForAnother };
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { readCaseOfReport } from "../cases/opening.ts";
import { writeDay } from "../days.ts";
import { readForm } from "../form.ts";
import { writeToReporter } from "../intake/messages.ts";
import { noteOpening } from "../intake/note-opening.ts";
import { openReport } from "../intake/open-report.ts";
import { messageForm } from "../intake/report-form.ts";
import { readReportPage } from "../intake/report-page.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ReportActs } from "../ui/report-acts.tsx";
import { ReportAnswers } from "../ui/report-answers.tsx";
import { ReportDuplicates } from "../ui/report-duplicates.tsx";
import { ReportEvidence } from "../ui/report-evidence.tsx";
import { ReportHead } from "../ui/report-head.tsx";
import { ReportHistory } from "../ui/report-history.tsx";
import { ReportMessages } from "../ui/report-messages.tsx";
import { ReportSource } from "../ui/report-source.tsx";

/** Opening it is noted, once for each handler; whoever only asks for the headers opens nothing. */
export const loader = forReportHandler(async ({ viewer, portal, request, url, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (report && request.method !== "HEAD") await noteOpening(viewer, portal, report);
  const read = report && (await readReportPage(viewer, portal, report.number));
  if (!read) throw notFound();
  const done = url.searchParams.get("done") ?? "";
  const printedBy = fullName(viewer);
  const inCase = await readCaseOfReport(viewer, portal, report);
  return { ...read.page, inCase, formId: randomUUID(), printedBy, done: doneWords[done] ?? null };
});

export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const number = params.number ?? "";
  // Before the form is looked at: to whom the report is not there, nothing is.
  if (!(await openReport(viewer, portal, number))) throw notFound();
  const form = await readForm(request, messageForm);
  if ("refusal" in form) return data(form, { status: 400 });
  if (!(await writeToReporter(viewer, portal, number, form.value))) throw notFound();
  return seeOther(`/reports/${number}?done=written#messages`);
});

const doneWords: Record<string, string> = {
  written: "Your message is there for the reporter.",
  acknowledged: "The report is acknowledged, and the reporter can read it.",
  joined: "The reports are joined.",
  parted: "The reports are parted.",
  filed: "The report is filed.",
};

export default function Report() {
  const { formId, done, printedBy, inCase, ...page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={page.number}
      caption="Violation report"
      back={{ to: "/reports", label: "Violation reports" }}
      failed={Boolean(refusal)}
      wide
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <p className="govuk-body-s print-only">
        Printed on {writeDay(page.clock.locale, page.clock.today)} by {printedBy}
      </p>
      <ReportHead page={page} />
      <ReportActs page={page} inCase={inCase} />
      <ReportAnswers page={page} />
      <ReportSource page={page} />
      <ReportEvidence page={page} />
      <ReportMessages page={page} formId={formId} refusal={refusal} />
      <ReportDuplicates page={page} />
      <ReportHistory page={page} />
    </Page>
  );
}

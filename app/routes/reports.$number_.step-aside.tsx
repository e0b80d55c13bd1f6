import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm } from "../form.ts";
import { openReport } from "../intake/open-report.ts";
import { stepAsideForm } from "../intake/report-form.ts";
import { stepAside } from "../intake/step-aside.ts";
import { ErrorSummary, SendButton, TextAreaField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  return { number: report.number };
});

export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const form = await readForm(request, stepAsideForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await stepAside(viewer, portal, report.number, form.value);
  if (!done) throw notFound();
  if ("refused" in done) {
    return data(refuseForm(form.value, { form: done.refused }), { status: 409 });
  }
  return seeOther("/reports?done=stepped-aside");
});

export default function StepAside() {
  const { number } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Step aside"
      caption={number}
      back={{ to: `/reports/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <form method="post" noValidate>
        <Warning>
          This is final: you will not see this report again. It passes to somebody else who handles
          reports.
        </Warning>
        <p className="govuk-body">
          Step aside when it is about you or somebody close to you, or when others could have reason
          to think that you are not impartial. Who handles it next reads that you did, and why.
        </p>
        <TextAreaField name="reason" label="Why do you step aside?" rows={3} refusal={refusal} />
        <SendButton>Step aside</SendButton>
      </form>
    </Page>
  );
}

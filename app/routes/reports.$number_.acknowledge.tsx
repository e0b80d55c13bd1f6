import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm } from "../form.ts";
import {
  acknowledgeReport,
  suggestAcknowledgement,
  whyNoAcknowledgement,
} from "../intake/acknowledge-report.ts";
import { openReport } from "../intake/open-report.ts";
import { messageForm } from "../intake/report-form.ts";
import { ErrorSummary, SendButton, TextAreaField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  return {
    number: report.number,
    formId: randomUUID(),
    whyNot: await whyNoAcknowledgement(portal.db, report),
    suggested: suggestAcknowledgement((await portal.organization()).name),
  };
});

export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const form = await readForm(request, messageForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await acknowledgeReport(viewer, portal, report.number, form.value);
  if (!done) throw notFound();
  if ("refused" in done) {
    return data(refuseForm(form.value, { form: done.refused }), { status: 409 });
  }
  return seeOther(`/reports/${report.number}?done=acknowledged`);
});

export default function Acknowledge() {
  const { number, formId, whyNot, suggested } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Acknowledge the report personally"
      caption={number}
      back={{ to: `/reports/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          <Warning>
            This is final: a report is acknowledged once, and what you write stays as it is.
          </Warning>
          <p className="govuk-body">
            The reporter reads these words with their receipt code, and that somebody of the office
            wrote them. The clock stops, and the report shows that you acknowledged it, and when.
          </p>
          <input
            type="hidden"
            name="formId"
            value={(refusal?.typed.formId as string | undefined) ?? formId}
          />
          <TextAreaField
            name="words"
            label="What the reporter is to read"
            hint="Change it as you like. Promise nothing about the outcome, and name nobody."
            rows={14}
            value={suggested}
            refusal={refusal}
          />
          <SendButton>Acknowledge the report</SendButton>
        </form>
      )}
    </Page>
  );
}

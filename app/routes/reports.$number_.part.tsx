import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { readForm, refuseForm } from "../form.ts";
import { partReports } from "../intake/join-reports.ts";
import { partForm } from "../intake/report-form.ts";
import { readReportPage } from "../intake/report-page.ts";
import { ErrorSummary, SendButton, TextAreaField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forReportHandler(async (visit) => {
  const { number, joinedWith } = await joinedReport(visit);
  return { number, joinedWith };
});

export const action = forReportHandler(async (visit) => {
  const { number, joinedWith } = await joinedReport(visit);
  const form = await readForm(visit.request, partForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const asked = { other: joinedWith ?? "", ...form.value };
  const done = await partReports(visit.viewer, visit.portal, number, asked);
  if (!done) throw notFound();
  if ("refused" in done) {
    return data(refuseForm(form.value, { form: done.refused }), { status: 409 });
  }
  return seeOther(`/reports/${number}?done=parted`);
});

export default function Part() {
  const { number, joinedWith } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={joinedWith ? `Part it from ${joinedWith}` : "Part the reports"}
      caption={number}
      back={{ to: `/reports/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {joinedWith ? (
        <form method="post" noValidate>
          <p className="govuk-body">
            Each stands by itself again. Both keep that they were joined, and why.
          </p>
          <TextAreaField name="reason" label="Why are they parted?" rows={3} refusal={refusal} />
          <SendButton>Part the reports</SendButton>
        </form>
      ) : (
        <p className="govuk-body">This report is joined with no other.</p>
      )}
    </Page>
  );
}

async function joinedReport({ viewer, portal, params }: Visit) {
  const read = await readReportPage(viewer, portal, params.number ?? "");
  if (!read) throw notFound();
  return read.page;
}

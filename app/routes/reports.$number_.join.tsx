import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { writeDay } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { joinReports, whyNoJoining } from "../intake/join-reports.ts";
import { openReport } from "../intake/open-report.ts";
import { joinForm } from "../intake/report-form.ts";
import { readReportPage } from "../intake/report-page.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { WordsField } from "../ui/words-field.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params }) => {
  const read = await readReportPage(viewer, portal, params.number ?? "");
  if (!read) throw notFound();
  const { number, duplicates, clock } = read.page;
  return {
    number,
    whyNot: await whyNoJoining(portal.db, read.report),
    suggested: duplicates.map(({ number: other, filedOn, signs }) => ({
      number: other,
      words: `filed ${writeDay(clock.locale, filedOn)}, ${signs.join(", ")}`,
    })),
  };
});

export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const form = await readForm(request, joinForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await joinReports(viewer, portal, report.number, form.value);
  if (!done) throw notFound();
  if ("refused" in done) {
    return data(refuseForm(form.value, { other: done.refused }), { status: 409 });
  }
  return seeOther(`/reports/${report.number}?done=joined`);
});

export default function Join() {
  const { number, whyNot, suggested } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Join with another report"
      caption={number}
      back={{ to: `/reports/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">
            Both reports are kept as they are, and each shows the other. Each reporter still gets an
            acknowledgement of their own. They can be parted again.
          </p>
          {suggested.length ? (
            <>
              <h2 className="govuk-heading-s">Perhaps the same</h2>
              <ul className="govuk-list">
                {suggested.map((other) => (
                  <li key={other.number}>
                    <a className="govuk-link" href={`/reports/${other.number}`}>
                      {other.number}
                    </a>
                    , {other.words}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <TextField
            name="other"
            label="Number of the report to join it with"
            hint="The one that goes on: it stays as it is, and this one is kept with it."
            value={suggested[0]?.number ?? ""}
            width={20}
            spellCheck={false}
            refusal={refusal}
          />
          <WordsField name="reason" label="Why are they joined?" rows={3} refusal={refusal} />
          <SendButton>Join the reports</SendButton>
        </form>
      )}
    </Page>
  );
}

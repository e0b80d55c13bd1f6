import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { writeDay } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { joinReports, whyNoJoining } from "../intake/join-reports.ts";
import { openReport } from "../intake/open-report.ts";
import { joinForm } from "../intake/report-form.ts";
import { readReportPage } from "../intake/report-page.ts";
import { anotherReport } from "../intake/words.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { CheckJoining, JoinFields } from "../ui/join-fields.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params }) => {
  const read = await readReportPage(viewer, portal, params.number ?? "");
  if (!read) throw notFound();
  const { number, duplicates, clock } = read.page;
  return {
    number,
    whyNot: await whyNoJoining(portal.db, read.report),
    suggested: duplicates.map(({ number: other, filedOn, signs }) => ({
      number: other,
      words: `Filed ${writeDay(clock.locale, filedOn)}, ${signs.join(", ")}`,
    })),
  };
});

/** Shows the head of the other report first, and joins once it was looked at. */
export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const form = await readForm(request, joinForm);
  if ("refusal" in form) return data({ ...form, check: null }, { status: 400 });
  const { choice = anotherReport, other: entered = "", reason, checked } = form.value;
  const other = choice === anotherReport ? entered : choice;
  const read = await readReportPage(viewer, portal, other);
  if (read && read.page.number !== checked && read.page.number !== report.number) {
    const { number, clock, filedOn, subjects } = read.page;
    const about = subjects.map(({ name }) => name).join(", ");
    return data({ refusal: null, check: { number, clock, filedOn, about, reason } });
  }
  const done = await joinReports(viewer, portal, report.number, { other, reason });
  if (!done) throw notFound();
  if ("refused" in done) {
    const typed = { choice: anotherReport, other, reason };
    const { refusal } = refuseForm(typed, { other: done.refused });
    return data({ refusal, check: null }, { status: 409 });
  }
  return seeOther(`/reports/${report.number}?done=joined`);
});

export default function Join() {
  const { number, whyNot, suggested } = useLoaderData<typeof loader>();
  const { refusal, check } = useActionData<typeof action>() ?? {};
  return (
    <Page
      title={check ? "Are these two the same?" : "Join with another report"}
      caption={number}
      back={
        check
          ? { to: `/reports/${number}/join`, label: "Choose another report" }
          : { to: `/reports/${number}`, label: number }
      }
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : check ? (
        <CheckJoining number={number} other={check} />
      ) : (
        <JoinFields suggested={suggested} refusal={refusal} />
      )}
    </Page>
  );
}

import type { CaseReport } from "../cases/case-reports.ts";
import { channelWords, kindWords } from "../intake/words.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { ReportAnswers } from "./report-answers.tsx";
import { ReportSource } from "./report-source.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** The reports of a case: what each says, and what was written about it. */
export function CaseReports({ reports }: { reports: CaseReport[] }) {
  return (
    <section aria-labelledby="reports">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="reports">
        {reports.length === 1 ? "The report" : "The reports"}
      </h2>
      {reports.map((report) => (
        <Report key={report.number} report={report} />
      ))}
    </section>
  );
}

function Report({ report }: { report: CaseReport }) {
  const { clock, number, channel, filedOn, filedAt, enteredBy, isHandled, messages } = report;
  return (
    <article className="case-report" aria-labelledby={`report-${number}`}>
      <h3 className="govuk-heading-m" id={`report-${number}`}>
        Report{" "}
        {isHandled ? (
          <a className="govuk-link report-number" href={`/reports/${number}`}>
            {number}
          </a>
        ) : (
          <span className="report-number">{number}</span>
        )}
      </h3>
      <p className="govuk-body">
        Filed{" "}
        {filedAt ? <AtMoment clock={clock} at={filedAt} /> : <OnDay clock={clock} day={filedOn} />}
        <span className="own-line">
          {channelWords[channel]}
          {enteredBy ? `, entered by ${enteredBy}` : null}
        </span>
        <span className="own-line">
          <Reporter report={report} />
        </span>
      </p>
      <ReportAnswers page={report} level="h4" />
      <ReportSource page={report} level="h4" />
      <h4 className="govuk-heading-s govuk-!-margin-top-6">Messages</h4>
      {messages.length === 0 ? <p className="govuk-body">Nothing was written.</p> : null}
      {messages.map(({ id, author, writtenBy, words, sentOn, sentAt }) => (
        <article key={id} className={`card message message--${author}`}>
          <p className="quiet">
            {author === "reporter" ? "The reporter" : writtenBy},{" "}
            {sentAt ? <AtMoment clock={clock} at={sentAt} /> : <OnDay clock={clock} day={sentOn} />}
          </p>
          <Paragraphs text={words} />
        </article>
      ))}
    </article>
  );
}

/** Who files in confidence is on no paper, and on a screen only for who handles the report. */
function Reporter({ report: { kind, reporter } }: { report: CaseReport }) {
  if (kind === "anonymous") return <>{kindWords[kind]}: the reporter gave no name</>;
  if (kind === "named") return <>Reporter: {reporter}</>;
  return (
    <>
      <span className={reporter ? "no-print" : undefined}>
        <strong>Confidential</strong>:{" "}
        {reporter
          ? `the reporter is ${reporter}; only those who handle the report see this name`
          : "only those who handle the report see the reporter’s name"}
      </span>
      {reporter ? <span className="print-only">Confidential: not printed</span> : null}
    </>
  );
}

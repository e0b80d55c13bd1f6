import type { ReactNode } from "react";
import type { ReportPage } from "../intake/report-page.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** What of a report this shows. */
type Told = Pick<ReportPage, "clock" | "answers" | "subjects" | "clauses">;

/** What the reporter said, question by question, in their own words. */
export function ReportAnswers({
  page,
  level: Heading = "h2",
}: {
  page: Told;
  level?: "h2" | "h4";
}) {
  const heading = `govuk-heading-${Heading === "h2" ? "m" : "s"} govuk-!-margin-top-6`;
  const { answers, subjects, clauses } = page;
  const rows: [string, ReactNode][] = [
    ["What happened", <Paragraphs key="what" text={answers.what} />],
    ["Where", answers.platforms.join(", ") || "Not said"],
    [
      "Addresses",
      answers.addresses.length
        ? answers.addresses.map((one) => (
            <span key={one} className="own-line mono">
              {one}
            </span>
          ))
        : "None given",
    ],
    ["When", <When key="when" page={page} />],
    [
      "Whom it is about",
      subjects.length
        ? subjects.map((subject) => <Subject key={subject.name} subject={subject} />)
        : "The reporter does not know",
    ],
    ["How they are known as a City employee", said(answers.recognizable)],
    ["Who else saw it", said(answers.witnesses)],
  ];
  return (
    <>
      <Heading className={heading}>What the report says</Heading>
      <SummaryList rows={rows} />
      <Heading className={heading}>Clauses it seems to break</Heading>
      {clauses.length === 0 ? <p className="govuk-body">The reporter is not sure.</p> : null}
      {clauses.map(({ id, cited, text }) => (
        <blockquote key={id} className="quoted-clause">
          <p className="govuk-body">{text ?? "The version in force has no such clause."}</p>
          <footer>
            <a className="govuk-link" href={`/policy#${id}`}>
              {cited}
            </a>
          </footer>
        </blockquote>
      ))}
      {answers.pasted ? (
        <>
          <Heading className={heading}>Text pasted as evidence</Heading>
          <div className="card">
            <Paragraphs text={answers.pasted} />
          </div>
        </>
      ) : null}
    </>
  );
}

const said = (text: string) => (text ? <Paragraphs text={text} /> : "Not said");

function Subject({
  subject: { name, inDirectory, file },
}: {
  subject: ReportPage["subjects"][number];
}) {
  return (
    <span className="own-line">
      {file ? (
        <a className="govuk-link" href={file}>
          {name}
        </a>
      ) : (
        name
      )}
      <span className="quiet">
        {inDirectory ? " (found in the directory)" : " (in the reporter’s words)"}
      </span>
    </span>
  );
}

function When({ page: { clock, answers } }: { page: Told }) {
  const { when } = answers;
  if (when.kind === "unknown") return <>The reporter does not know</>;
  if (when.kind === "day") return <OnDay clock={clock} day={when.on} />;
  return (
    <>
      Between <OnDay clock={clock} day={when.from} /> and <OnDay clock={clock} day={when.until} />
    </>
  );
}

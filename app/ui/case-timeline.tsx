import type { TimelineLine } from "../cases/timeline.ts";
import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** All that happened in a case, the first first: who did what, when, and in which words. */
export function CaseTimeline({
  clock,
  number,
  timeline,
}: {
  clock: Clock;
  number: string;
  timeline: TimelineLine[];
}) {
  return (
    <section aria-labelledby="timeline">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="timeline">
        Timeline: what happened
      </h2>
      <ol className="timeline">
        {timeline.map((line) => (
          <li key={line.id} id={line.id}>
            <Line clock={clock} number={number} line={line} />
          </li>
        ))}
      </ol>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={`/cases/${number}/views`}>
          Who has looked at this case
        </a>
      </p>
    </section>
  );
}

function Line({ clock, number, line }: { clock: Clock; number: string; line: TimelineLine }) {
  const { on, at, sentence, said, cited } = line;
  return (
    <>
      <p className="govuk-body timeline__what">
        {sentence}.
        <span className="own-line quiet">
          {at ? <AtMoment clock={clock} at={at} /> : <OnDay clock={clock} day={on} />}
        </span>
      </p>
      {said.lines.map(({ label, text }) => (
        <div className="timeline__said" key={`${label} ${text}`}>
          {label ? <span className="quiet">{label}: </span> : null}
          <span className="written">{text}</span>
        </div>
      ))}
      {said.letter ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">The letter: {said.letter.subject}</span>
          </summary>
          <div className="govuk-details__text">
            <Paragraphs text={said.letter.words} />
            <a
              className="govuk-link no-print"
              href={`/cases/${number}/letters/${line.id.replace("act-", "")}`}
            >
              The letter by itself, to print
            </a>
          </div>
        </details>
      ) : null}
      {cited.map(({ href, words }) => (
        <a key={`${href} ${words}`} className="govuk-link own-line timeline__cited" href={href}>
          {words}
        </a>
      ))}
    </>
  );
}

import { outcomeWords } from "../cases/decision-words.ts";
import { saySource } from "../cases/file-words.ts";
import type { ReadFinding } from "../cases/read-finding.ts";
import type { Clock } from "../clock.ts";
import { AllegationStanding } from "./allegation-standing.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { AllegationRead } from "./read-allegation.tsx";
import { AtMoment } from "./when.tsx";

/** A finding in full: what it is about, its reasons, and all it rests on, to be read on one page. */
export function FindingRead({
  clock,
  number,
  finding: { allegation, standing, outcome, words, by, at, acts, files, whyNone },
}: {
  clock: Clock;
  /** Of the case. */
  number: string;
  finding: ReadFinding;
}) {
  return (
    <section className="card" aria-label={`Finding on ${allegation.clause}`}>
      <h3 className="govuk-heading-m">{outcomeWords[outcome].label}</h3>
      <p className="govuk-body quiet">
        {by}, <AtMoment clock={clock} at={at} />
      </p>
      <AllegationRead clock={clock} allegation={allegation} />
      <AllegationStanding name={allegation.respondent.name} standing={standing} />
      <h4 className="govuk-heading-s">Reasons</h4>
      <div className="govuk-body">
        <Paragraphs text={words} />
      </div>
      <h4 className="govuk-heading-s">What it rests on</h4>
      {acts.map((one) => (
        <div key={one.number} className="govuk-inset-text">
          <p className="quiet">
            {one.title}, <AtMoment clock={clock} at={one.at} />
          </p>
          <Paragraphs text={one.words} />
        </div>
      ))}
      {files.length > 0 ? (
        <ul className="govuk-list">
          {files.map(({ id, name, source }) => (
            <li key={id}>
              <a className="govuk-link" href={`/cases/${number}/evidence/${id}`}>
                File: {name}
              </a>
              <span className="own-line quiet">{saySource(source)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {acts.length + files.length === 0 ? (
        <div className="govuk-body">
          <p className="govuk-body">Nothing is cited. Why:</p>
          <Paragraphs text={whyNone || "It was not said why."} />
        </div>
      ) : null}
    </section>
  );
}

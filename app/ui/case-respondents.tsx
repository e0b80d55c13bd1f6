import { outcomeWords } from "../cases/decision-words.ts";
import type {
  AllegationLine,
  DisciplineLine,
  FindingLine,
  RespondentLine,
} from "../cases/respondents.ts";
import type { Clock } from "../clock.ts";
import { AllegationStanding } from "./allegation-standing.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { OnDay } from "./when.tsx";

/** Whom a case is about: each with what is alleged, what was found about it, and what followed. */
export function CaseRespondents({
  clock,
  respondents,
}: {
  clock: Clock;
  respondents: RespondentLine[];
}) {
  return (
    <section aria-labelledby="respondents">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="respondents">
        Respondents and allegations
      </h2>
      {respondents.length === 0 ? <p className="govuk-body">Nobody is named yet.</p> : null}
      {respondents.map((one) => (
        <Respondent key={one.handle} clock={clock} respondent={one} />
      ))}
    </section>
  );
}

function Respondent({ clock, respondent }: { clock: Clock; respondent: RespondentLine }) {
  const { name, work, interim, allegations, discipline } = respondent;
  return (
    <article className="respondent">
      <h3 className="govuk-heading-m">
        {name}
        {work ? <span className="own-line quiet respondent__work">{work}</span> : null}
      </h3>
      {interim.map(({ number, what, on, reviewOn }) => (
        <p className="govuk-body" key={number}>
          <strong>Interim measure in force: {what.toLowerCase()}</strong>, since{" "}
          <OnDay clock={clock} day={on} />
          {reviewOn ? (
            <>
              , to be reviewed by <OnDay clock={clock} day={reviewOn} isNear />
            </>
          ) : null}
        </p>
      ))}
      {allegations.length === 0 ? <p className="govuk-body">No allegation is stated yet.</p> : null}
      {allegations.map((one) => (
        <Allegation key={one.number} clock={clock} name={name} allegation={one} />
      ))}
      {discipline.map((one) => (
        <Discipline key={one.number} clock={clock} discipline={one} />
      ))}
    </article>
  );
}

function Allegation({
  clock,
  name,
  allegation,
}: {
  clock: Clock;
  name: string;
  allegation: AllegationLine;
}) {
  const { place, cited, address, text, particulars, addresses, link, whyVersion } = allegation;
  const { isOffDuty, postedFrom, postedUntil, by, on, answers, withdrawn, findings } = allegation;
  return (
    <section className="card allegation" aria-labelledby={`allegation-${place}`}>
      <h4 className="govuk-heading-s" id={`allegation-${place}`}>
        Allegation {place}
      </h4>
      <p className="govuk-body">
        <a className="govuk-link" href={address}>
          {cited}
        </a>
        , posted{" "}
        {postedFrom === postedUntil ? (
          <>
            on <OnDay clock={clock} day={postedFrom} />
          </>
        ) : (
          <>
            between <OnDay clock={clock} day={postedFrom} /> and{" "}
            <OnDay clock={clock} day={postedUntil} />
          </>
        )}
        , {isOffDuty ? "off duty" : "on duty"}
      </p>
      {text ? (
        <blockquote className="quoted-clause">
          <p className="govuk-body">{text}</p>
        </blockquote>
      ) : null}
      <Paragraphs text={particulars} />
      {addresses.map((one) => (
        <span key={one} className="own-line mono">
          {one}
        </span>
      ))}
      {link ? <Said label="The link to the workplace" text={link} /> : null}
      {whyVersion ? <Said label="Why this version" text={whyVersion} /> : null}
      <p className="govuk-body quiet">
        Stated by {by}, <OnDay clock={clock} day={on} />
      </p>
      {answers.map((answer) => (
        <p className="govuk-body" key={answer.number}>
          <a className="govuk-link" href={`#act-${answer.number}`}>
            {answer.sentence}
          </a>
          , <OnDay clock={clock} day={answer.on} />
        </p>
      ))}
      <AllegationStanding name={name} standing={allegation.standing} />
      {withdrawn ? (
        <>
          <p className="govuk-body">
            <strong>Withdrawn</strong> by {withdrawn.by}, <OnDay clock={clock} day={withdrawn.on} />
          </p>
          <Paragraphs text={withdrawn.words} />
        </>
      ) : null}
      {findings.map((one) => (
        <Finding key={one.number} clock={clock} finding={one} />
      ))}
    </section>
  );
}

function Finding({ clock, finding }: { clock: Clock; finding: FindingLine }) {
  const { outcome, words, by, on, isSuperseded, review } = finding;
  return (
    <div className="finding">
      <p className="govuk-body">
        <strong>Finding: {outcomeWords[outcome].label.toLowerCase()}</strong>
        {isSuperseded ? " (no longer stands)" : null}
        <span className="own-line quiet">
          {by}, <OnDay clock={clock} day={on} />. {review}.
        </span>
      </p>
      <Paragraphs text={words} />
    </div>
  );
}

function Discipline({ clock, discipline }: { clock: Clock; discipline: DisciplineLine }) {
  const { what, by, on, words, mitigating, aggravating, sunsetOn, grounds, since, isVoid } =
    discipline;
  return (
    <div className="card discipline">
      <p className="govuk-body">
        <strong>{what}</strong>
        {isVoid ? " (does not stand)" : null}
        <span className="own-line">
          On the finding about allegation {grounds.join(" and ")}
          {sunsetOn ? (
            <>
              . Counts until <OnDay clock={clock} day={sunsetOn} />
            </>
          ) : null}
        </span>
        <span className="own-line quiet">
          Proposed by {by}, <OnDay clock={clock} day={on} />
        </span>
      </p>
      <Paragraphs text={words} />
      {mitigating ? <Said label="Mitigating" text={mitigating} /> : null}
      {aggravating ? <Said label="Aggravating" text={aggravating} /> : null}
      {since.length > 0 ? (
        <ul className="govuk-list quiet">
          {since.map((one) => (
            <li key={one.number}>
              {one.by} {one.what}, <OnDay clock={clock} day={one.on} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <>
      <p className="govuk-body quiet said__label">{label}</p>
      <Paragraphs text={text} />
    </>
  );
}

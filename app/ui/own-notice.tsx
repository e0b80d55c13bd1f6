import type { AllegationWords } from "../cases/allegation-words.ts";
import { writePosted } from "../cases/allegation-words.ts";
import type { OwnNotice } from "../cases/own-notice.ts";
import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** What a notice is, until when to answer it, and who may come along. */
export function NoticeHead({ own: { clock, notice, on } }: { own: OwnNotice }) {
  if (!notice) return null;
  const { answerBy, accompanied, answers, decided, closedOn } = notice;
  const isAnswered = answers.some(({ choice }) => choice !== "none");
  const isOver = decided !== null || closedOn !== null;
  return (
    <>
      {decided ? (
        <p className="govuk-body-l">
          This was decided on <OnDay clock={clock} day={decided.on} />:{" "}
          <a className="govuk-link" href={`/my-notices/${decided.reference}`}>
            {decided.of === "decision" ? "read the decision" : "read the outcome"}
          </a>
          .
        </p>
      ) : null}
      {closedOn && !decided ? (
        <p className="govuk-body-l">
          This case was closed on <OnDay clock={clock} day={closedOn} />. You need not answer any
          more.
        </p>
      ) : null}
      {isOver ? null : (
        <p className="govuk-body-l">
          Something is alleged about what you did online. Nothing has been decided: first you are
          asked for your side of it.
        </p>
      )}
      <SummaryList
        rows={[
          ["Date of the letter", <OnDay key="on" clock={clock} day={on} />],
          ...(isOver
            ? []
            : [
                [
                  "Please answer by",
                  <strong key="by">
                    <OnDay clock={clock} day={answerBy} isNear={!isAnswered} />
                  </strong>,
                ] as const,
              ]),
          ...(accompanied ? [["Who may come along", accompanied] as const] : []),
        ]}
      />
      <p className="govuk-body">
        <a className="govuk-link" href="#answer">
          Go to your answer
        </a>
        , or{" "}
        <a className="govuk-link" href="#letter">
          to the letter itself
        </a>
        .
      </p>
    </>
  );
}

/** What is alleged about whoever reads it, with the clause in its own words. */
export function Alleged({ clock, allegations }: { clock: Clock; allegations: AllegationWords[] }) {
  return (
    <section aria-labelledby="alleged">
      <h2 className="govuk-heading-m" id="alleged">
        What is alleged
      </h2>
      {allegations.map((one) => (
        <article className="card" key={one.number} aria-label={one.cite}>
          <h3 className="govuk-heading-s">{one.cite}</h3>
          {one.isWithdrawn ? (
            <p className="govuk-body">
              <strong>This was withdrawn.</strong> You need not answer it.
            </p>
          ) : null}
          <div className="words">
            <blockquote>
              <p>{one.quote}</p>
            </blockquote>
          </div>
          <div className="govuk-body">
            <Paragraphs text={one.particulars} />
          </div>
          <p className="govuk-body quiet">
            Posted {writePosted(clock.locale, one)}.
            {one.addresses.map((address) => (
              <span className="own-line mono" key={address}>
                {address}
              </span>
            ))}
          </p>
          {one.link ? <p className="govuk-body">What it has to do with work: {one.link}</p> : null}
        </article>
      ))}
    </section>
  );
}

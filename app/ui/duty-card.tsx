import type { Day } from "../days.ts";
import type { DutySummary } from "../training/duty-summary.ts";
import { DueWords } from "./due-words.tsx";

/** One duty at a glance: how far, by when, and the button that does the next thing. */
export function DutyCard({
  duty,
  locale,
  today,
}: {
  duty: DutySummary;
  locale: string;
  today: Day;
}) {
  const { title, complete, lessons, next } = duty;
  return (
    <section className="card" aria-label={title}>
      <h2 className="govuk-heading-m">
        {title} <span className={`state state--${duty.state}`}>{duty.stateWord}</span>
      </h2>
      {duty.isOpen ? (
        <>
          <p className="govuk-body">
            <strong>
              {complete} of {lessons.length} lessons
            </strong>
            . <DueWords {...{ duty, locale, today }} />
          </p>
          <progress
            className="progress"
            value={complete}
            max={lessons.length}
            aria-label={`${title}: lessons complete`}
          />
          <p className="govuk-body quiet">{duty.reason}</p>
          {next ? (
            <p>
              <a className="govuk-button" href={next.to}>
                {next.label}
              </a>
            </p>
          ) : null}
        </>
      ) : (
        <p className="govuk-body">
          Policy {duty.policy}, version {duty.version}.{" "}
          {duty.reference ? (
            <a className="govuk-link" href={`/receipts/${duty.reference}`}>
              See the receipt
            </a>
          ) : null}
        </p>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={`/training#${duty.track}`}>
          All lessons of “{title}”
        </a>
      </p>
    </section>
  );
}

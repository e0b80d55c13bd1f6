import type { AttemptInWords, LessonRecord } from "../attestation/lesson-record.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/** What somebody did in each lesson: which scenarios are answered, and every attempt. */
export function LessonRecords({ clock, lessons }: { clock: Clock; lessons: LessonRecord[] }) {
  if (lessons.length === 0) return null;
  const whole = lessons.filter(({ answered, scenarios }) => answered === scenarios.length);
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          Lessons: {whole.length} of {lessons.length} taken, and every answer
        </span>
      </summary>
      {lessons.map((lesson) => (
        <OneLesson key={lesson.slug} {...{ clock, lesson }} />
      ))}
    </details>
  );
}

function OneLesson({
  clock,
  lesson: { title, answered, scenarios },
}: {
  clock: Clock;
  lesson: LessonRecord;
}) {
  return (
    <details className="govuk-details govuk-details__text">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {title}: {answered} of {scenarios.length} scenarios answered
        </span>
      </summary>
      <div className="govuk-details__text">
        {scenarios.map(({ id, situation, ask, isAnswered, attempts }) => (
          <div className="attempts" key={id}>
            {situation.map((paragraph) => (
              <p className="govuk-body" key={paragraph}>
                {paragraph}
              </p>
            ))}
            <p className="govuk-body">
              <strong>{ask}</strong>
              {isAnswered ? null : attempts.length ? " Not answered right yet." : " Not begun."}
            </p>
            {attempts.map((attempt) => (
              <Attempt key={attempt.number} clock={clock} attempt={attempt} />
            ))}
          </div>
        ))}
      </div>
    </details>
  );
}

function Attempt({ clock, attempt }: { clock: Clock; attempt: AttemptInWords }) {
  const { number, at, isRight, choices, feedback } = attempt;
  return (
    <>
      <p className="govuk-body">
        Attempt {number}, <AtMoment clock={clock} at={at} />: {isRight ? "right" : "not right"}. The
        choices stood in this order:
      </p>
      <ol className="govuk-list govuk-list--number">
        {choices.map(({ text, isChosen }) => (
          <li key={text}>
            {text} {isChosen ? <strong>(chosen)</strong> : null}
          </li>
        ))}
      </ol>
      <p className="govuk-body quiet">Was told: {feedback.join(" ")}</p>
    </>
  );
}

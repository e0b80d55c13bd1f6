import { useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { dayIn } from "../days.ts";
import { readDuties } from "../training/duties.ts";
import { type DutySummary, type LessonSummary, summarizeDuty } from "../training/duty-summary.ts";
import { DueWords } from "../ui/due-words.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forSignedIn(async ({ viewer, portal }) => {
  const { locale, timeZone } = await portal.organization();
  const duties = await readDuties(viewer, portal);
  return { locale, today: dayIn(timeZone, portal.now()), duties: duties.map(summarizeDuty) };
});

export default function Training() {
  const { locale, today, duties } = useLoaderData<typeof loader>();
  return (
    <Page title="Your training">
      {duties.length === 0 ? (
        <p className="govuk-body">
          No training is assigned to you at present.{" "}
          <a className="govuk-link" href="/policy">
            The policy
          </a>{" "}
          is there to read all the same.
        </p>
      ) : null}
      {duties.map((duty) => (
        <section
          key={`${duty.track} ${duty.version} ${duty.reference}`}
          id={duty.track}
          aria-labelledby={`${duty.track}-${duty.version}`}
        >
          <h2 className="govuk-heading-m" id={`${duty.track}-${duty.version}`}>
            {duty.title}
          </h2>
          <p className="govuk-body">{duty.about}</p>
          {duty.isOpen ? (
            <p className="govuk-body">
              <DueWords {...{ duty, locale, today }} /> <span className="quiet">{duty.reason}</span>
            </p>
          ) : null}
          <LessonList duty={duty} />
        </section>
      ))}
      <p className="govuk-body">
        <a className="govuk-link" href="/privacy#training">
          What is kept about your training, and who may see it
        </a>
      </p>
    </Page>
  );
}

const words: Record<LessonSummary["state"], string> = {
  complete: "Complete",
  begun: "Begun",
  "not begun": "Not begun",
};

function LessonList({ duty }: { duty: DutySummary }) {
  const { lessons, next, reference } = duty;
  const ready = duty.isOpen && duty.complete === lessons.length;
  return (
    <ul className="govuk-task-list">
      {lessons.map(({ slug, title, summary, minutes, state }) => (
        <li key={slug} className="govuk-task-list__item govuk-task-list__item--with-link">
          <div className="govuk-task-list__name-and-hint">
            <a className="govuk-link govuk-task-list__link" href={`/training/${slug}`}>
              {title}
            </a>
            <div className="govuk-task-list__hint">
              {summary} {minutes} minutes.
            </div>
          </div>
          <div className="govuk-task-list__status">{words[state]}</div>
        </li>
      ))}
      <li
        className={`govuk-task-list__item${ready || reference ? " govuk-task-list__item--with-link" : ""}`}
      >
        <div className="govuk-task-list__name-and-hint">
          {ready && next ? (
            <a className="govuk-link govuk-task-list__link" href={next.to}>
              Read the policy and acknowledge it
            </a>
          ) : reference ? (
            <a className="govuk-link govuk-task-list__link" href={`/receipts/${reference}`}>
              Your receipt
            </a>
          ) : (
            <div>Read the policy and acknowledge it</div>
          )}
        </div>
        <div className="govuk-task-list__status govuk-task-list__status--cannot-start-yet">
          {ready ? "Ready" : reference ? "Acknowledged" : "After the lessons"}
        </div>
      </li>
    </ul>
  );
}

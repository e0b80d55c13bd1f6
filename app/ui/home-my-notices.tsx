import type { OwnNoticesAtHome } from "../cases/own-notices.ts";
import type { Clock } from "../clock.ts";
import { OnDay } from "./when.tsx";

/**
 * The way to what was given to somebody as a respondent: a card while something of it is unread or waits for their
 * answer, one quiet line after that, and nothing for whom there is nothing. It says nothing of what it is about.
 */
export function HomeMyNotices({ clock, given }: { clock: Clock; given: OwnNoticesAtHome }) {
  const { all, unread, toAnswer, grieved } = given;
  if (all === 0) return null;
  const looked = grieved.map(({ reference }) => (
    <p className="govuk-body" key={reference}>
      <a className="govuk-link" href={`/my-notices/${reference}`}>
        Your grievance
      </a>{" "}
      is being looked at.
    </p>
  ));
  if (unread === 0 && toAnswer.length === 0) {
    return (
      <>
        {looked}
        <p className="govuk-body">
          <a className="govuk-link" href="/my-notices">
            My notices
          </a>
          : nothing new.
        </p>
      </>
    );
  }
  return (
    <section className="card" aria-labelledby="to-read">
      <h2 className="govuk-heading-m" id="to-read">
        {unread > 0 ? "Something to read" : "Something to answer"}
      </h2>
      {unread > 0 ? (
        <p className="govuk-body">A letter to you from Human Resources is here. Only you see it.</p>
      ) : null}
      {toAnswer.map(({ reference, dueOn }) => (
        <p className="govuk-body" key={reference}>
          <a className="govuk-link" href={`/my-notices/${reference}`}>
            Please answer by <OnDay clock={clock} day={dueOn} isNear />
          </a>
        </p>
      ))}
      {looked}
      <a className="govuk-button" href="/my-notices">
        My notices
      </a>
    </section>
  );
}

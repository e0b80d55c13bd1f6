import type { ReactNode } from "react";
import { sayShown } from "../auth/session-words.ts";
import type { OpenSession } from "../auth/sessions-of.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/** Where somebody is signed in, each with the way to end it. */
export function OwnSessions({
  clock,
  here,
  sessions,
}: {
  clock: Clock;
  /** The id of the session that looks. */
  here: string;
  sessions: OpenSession[];
}) {
  return (
    <>
      <p className="govuk-body">
        {sessions.length === 1
          ? "You are signed in here and nowhere else."
          : `You are signed in ${sessions.length} times, this one included. Where the others are, the portal does not keep; when they were used, to within an hour.`}
      </p>
      <ul className="govuk-list">
        {sessions.map(({ id, startedAt, usedAt, method, hasSecondFactor }) => (
          <li key={id} className="card">
            <p className="govuk-body">
              <strong>
                {id === here ? "This one, since " : "Since "}
                <AtMoment clock={clock} at={startedAt} />
              </strong>
              <br />
              {sayShown({ method, hasSecondFactor })}
              {id === here ? null : (
                <>
                  ; last used about <AtMoment clock={clock} at={usedAt} />
                </>
              )}
            </p>
            <SignOut {...(id !== here && { where: id })}>
              Sign out
              {id === here ? null : (
                <span className="govuk-visually-hidden">
                  : the one since <AtMoment clock={clock} at={startedAt} />
                </span>
              )}
            </SignOut>
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <SignOutElsewhere /> : null}
      <p className="govuk-body">
        A session ends by itself after two hours without a request, and after twelve at the latest.
      </p>
    </>
  );
}

/** Ends every session of whoever is signed in but this one. */
export function SignOutElsewhere() {
  return <SignOut where="elsewhere">Sign out everywhere else</SignOut>;
}

function SignOut({ where, children }: { where?: string; children: ReactNode }) {
  return (
    <form method="post" action="/sign-out">
      <button
        type="submit"
        className="govuk-button govuk-button--secondary"
        {...(where && { name: "where", value: where })}
      >
        {children}
      </button>
    </form>
  );
}

import { confirmationWords } from "../auth/confirmations/confirmation-words.ts";
import type { Confirmation } from "../auth/confirmations/read-confirmations.ts";
import { saySignInChange } from "../auth/sign-in-change-words.ts";
import type { SignInChange } from "../auth/sign-in-changes.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/**
 * What changed lately at one's own sign-in and in one's roles, so that nobody else changes it unseen; first what is only
 * asked for.
 */
export function SignInChanges({
  clock,
  changes,
  asked,
  isElsewhere,
  hasPassword,
}: {
  clock: Clock;
  changes: SignInChange[];
  /** What waits for a second person, about whoever looks. */
  asked: Pick<Confirmation, "id" | "kind" | "askedBy" | "askedAt">[];
  /** Whether they are signed in elsewhere, too. */
  isElsewhere: boolean;
  hasPassword: boolean;
}) {
  const toDo = [
    ...(isElsewhere ? ["sign out everywhere else"] : []),
    ...(hasPassword ? ["change your password"] : []),
    "tell Human Resources today",
  ];
  const steps = new Intl.ListFormat(clock.locale, { type: "conjunction" }).format(toDo);
  return (
    <>
      {asked.map(({ id, kind, askedBy, askedAt }) => (
        <div key={id} className="card">
          <p className="govuk-body">
            <strong>
              {askedBy} asked for this about you: {confirmationWords[kind].title.toLowerCase()}
            </strong>
            <br />
            Asked <AtMoment clock={clock} at={askedAt} />, and waits for a second person
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href={`/confirmations/${id}`}>
              Look at it, and decline it if it is not your wish
            </a>
          </p>
        </div>
      ))}
      {changes.length === 0 ? (
        <p className="govuk-body">
          Nothing about how you sign in, or about your roles, changed in the last 90 days.
        </p>
      ) : (
        <>
          <ul className="govuk-list govuk-list--bullet">
            {changes.map((change) => (
              <li key={`${change.act} ${change.role} ${change.at.toISOString()}`}>
                {saySignInChange(change)}: <AtMoment clock={clock} at={change.at} />
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            Was one of these not you, or do you not know why? Then {steps}.
          </p>
        </>
      )}
    </>
  );
}

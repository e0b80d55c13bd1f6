import { saySignInChange } from "../auth/sign-in-change-words.ts";
import type { SignInChange } from "../auth/sign-in-changes.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/** What changed lately at one's own sign-in, so that nobody else changes it unseen. */
export function SignInChanges({ clock, changes }: { clock: Clock; changes: SignInChange[] }) {
  if (changes.length === 0) {
    return <p className="govuk-body">Nothing about how you sign in changed in the last 90 days.</p>;
  }
  return (
    <>
      <ul className="govuk-list govuk-list--bullet">
        {changes.map((change) => (
          <li key={`${change.act} ${change.at.toISOString()}`}>
            {saySignInChange(change)}: <AtMoment clock={clock} at={change.at} />
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        Was one of these not you? Sign out everywhere else, change your password, and tell Human
        Resources today.
      </p>
    </>
  );
}

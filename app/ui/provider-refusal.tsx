import { Page } from "./page.tsx";

/** Why signing in at a provider, or showing there who one is, came to nothing; and how to go on. */
export function ProviderRefusal({
  label,
  refused,
  again,
  isSigningIn,
  isSignedIn,
  to,
}: {
  label: string;
  refused: string;
  /** Where to begin again. */
  again: string;
  /** False: they went there for a statement that was kept. */
  isSigningIn: boolean;
  /** They are signed in here, and went there to show again who they are. */
  isSignedIn: boolean;
  to: string;
}) {
  const title = !isSigningIn
    ? "Nothing is recorded yet"
    : isSignedIn
      ? "You did not show who you are"
      : "You are not signed in";
  return (
    <Page title={title} caption={label} failed>
      <p className="govuk-body-l">{refused}.</p>
      {isSigningIn ? null : (
        <p className="govuk-body">
          What you stated and the name you typed are kept for a day.{" "}
          {isSignedIn
            ? "You are signed in here still."
            : "You were signed out here meanwhile: sign in as yourself, and go on from there."}
        </p>
      )}
      <div className="govuk-button-group">
        <a className="govuk-button" href={again}>
          {isSigningIn
            ? `Try ${label} again`
            : isSignedIn
              ? "Go back, and try again"
              : `Sign in with ${label}`}
        </a>
        {isSigningIn || !isSignedIn ? (
          <a
            className="govuk-link"
            href={isSignedIn ? to : `/sign-in?to=${encodeURIComponent(to)}`}
          >
            {isSignedIn ? "Go back, still signed in" : "Other ways to sign in"}
          </a>
        ) : null}
      </div>
    </Page>
  );
}

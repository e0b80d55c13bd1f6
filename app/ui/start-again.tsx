import { SendButton } from "./field.tsx";

/** Ends being half signed in. */
export function StartAgain() {
  return (
    <form method="post" action="/sign-out">
      <p className="govuk-body">You have ten minutes from entering your password.</p>
      <SendButton kind="secondary">Stop signing in</SendButton>
    </form>
  );
}

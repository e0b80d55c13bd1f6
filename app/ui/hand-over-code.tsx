import type { HandedCode as Handed } from "../auth/hand-over-code.ts";
import type { FormRefusal } from "../form.ts";
import { ErrorSummary, SendButton } from "./field.tsx";
import { HandedCode } from "./handed-code.tsx";
import { Page } from "./page.tsx";

/** Asks before a set-up code is made; then shows it, once. */
export function HandOverCode({
  form,
  name,
  back,
  whyNot,
  askFirst = null,
  answer,
}: {
  /** Names this form, so that reloading its answer makes no second code. */
  form: string;
  name: string;
  back: string;
  /** Why no code is made for this person; null where one can be. */
  whyNot: string | null;
  /** Where to ask that a second person confirm it first; null where nobody has to, or somebody has. */
  askFirst?: string | null;
  answer: { issued?: Handed; refusal?: FormRefusal } | undefined;
}) {
  const backLink = { to: back, label: name };
  if (answer?.issued) {
    return (
      <Page title={`Set-up code for ${name}`} back={backLink}>
        <HandedCode {...answer.issued} />
      </Page>
    );
  }
  const refusal = answer?.refusal;
  if (whyNot && !refusal) {
    return (
      <Page title="Hand over a set-up code" caption={name} back={backLink}>
        <p className="govuk-body">{whyNot}.</p>
      </Page>
    );
  }
  if (askFirst && !refusal) {
    return (
      <Page title="Hand over a set-up code" caption={name} back={backLink}>
        <p className="govuk-body">
          {name} holds a role for cases: a second person confirms a new password before a code is
          made.
        </p>
        <a className="govuk-button" href={askFirst}>
          Go on to the confirmation
        </a>
      </Page>
    );
  }
  return (
    <Page title="Hand over a set-up code" caption={name} back={backLink} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        With the code {name} sets a new password and is signed out everywhere else. Hand it over
        yourself, when you have seen the person: whoever holds it can sign in as them. The ledger
        keeps that you did.
      </p>
      <form method="post">
        <input type="hidden" name="form" value={form} />
        <SendButton>Make the code</SendButton>
      </form>
    </Page>
  );
}

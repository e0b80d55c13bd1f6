import type { ReactNode } from "react";
import type { ProvingThere } from "../auth/prove-again.ts";
import type { FormRefusal } from "../form.ts";
import { PasswordField, SendButton } from "./field.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

/**
 * Asks who is signed in to prove again that it is them, by password, at their provider or by passkey, for what the
 * button says.
 */
export function ProveAgain({
  label,
  kind,
  hasPasskey,
  proving,
  refusal,
  children,
}: {
  label: string;
  kind?: "warning";
  hasPasskey: boolean;
  proving: ProvingThere;
  refusal?: FormRefusal | null | undefined;
  children?: ReactNode;
}) {
  return (
    <>
      {proving && !proving.isShown ? (
        <ProveThere proving={proving} />
      ) : (
        <form method="post" noValidate>
          {children}
          <PasswordToProve proving={proving} refusal={refusal} />
          <SendButton {...(kind && { kind })}>{label}</SendButton>
        </form>
      )}
      {hasPasskey && !proving?.isShown ? (
        <PasskeyForm
          way="use"
          kind="secondary"
          label={proving ? "Use a passkey instead" : "Use a passkey instead of the password"}
          instead={proving ? `use ${proving.label} above` : "use your password above"}
          refusal={refusal}
        />
      ) : null}
    </>
  );
}

/** The way to the provider, before anything else is asked. */
export function ProveThere({ proving }: { proving: NonNullable<ProvingThere> }) {
  return (
    <>
      <p className="govuk-body">
        First sign in with {proving.label} once more, even if it knows you still, so that nobody
        else can do this for you. You come back here, and have five minutes.
      </p>
      <a className="govuk-button" href={proving.there}>
        Show who you are with {proving.label}
      </a>
    </>
  );
}

/** The password field; nothing for whoever showed at their provider who they are. */
export function PasswordToProve({
  proving,
  refusal,
}: {
  proving: ProvingThere;
  refusal?: FormRefusal | null | undefined;
}) {
  if (proving) return null;
  return (
    <PasswordField
      name="password"
      label="Your password, to show that it is you"
      autoComplete="current-password"
      refusal={refusal}
    />
  );
}

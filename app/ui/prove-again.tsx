import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { PasswordField, SendButton } from "./field.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

/** Asks who is signed in to prove again that it is them, by password or by passkey, for what the button says. */
export function ProveAgain({
  label,
  kind,
  hasPasskey,
  refusal,
  children,
}: {
  label: string;
  kind?: "warning";
  hasPasskey: boolean;
  refusal?: FormRefusal | null | undefined;
  children?: ReactNode;
}) {
  return (
    <>
      <form method="post" noValidate>
        {children}
        <PasswordField
          name="password"
          label="Your password, to show that it is you"
          autoComplete="current-password"
          refusal={refusal}
        />
        <SendButton {...(kind && { kind })}>{label}</SendButton>
      </form>
      {hasPasskey ? (
        <PasskeyForm
          way="use"
          kind="secondary"
          label="Use a passkey instead of the password"
          refusal={refusal}
        />
      ) : null}
    </>
  );
}

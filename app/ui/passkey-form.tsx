import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import webauthn from "./webauthn.ts?worker&url";

/**
 * A form that is sent with the answer of a passkey. It needs JavaScript, and says so without: browsers offer passkeys
 * to scripts alone.
 */
export function PasskeyForm({
  way,
  label,
  action,
  kind,
  refusal,
  children,
}: {
  way: "make" | "use";
  label: string;
  action?: string;
  kind?: "secondary";
  refusal?: FormRefusal | null | undefined;
  children?: ReactNode;
}) {
  const refused = refusal?.errors.passkey;
  return (
    <form method="post" action={action} data-passkey={way} noValidate>
      <script type="module" src={webauthn} />
      {children}
      <input type="hidden" name="passkey" />
      {refused ? (
        <p className="govuk-error-message" id="passkey">
          <span className="govuk-visually-hidden">Error:</span> {refused}
        </p>
      ) : null}
      <p className="govuk-error-message" role="alert" data-passkey-fault hidden />
      <noscript>
        <p className="govuk-body">
          Passkeys need JavaScript, which is switched off in this browser. The code of an app works
          without.
        </p>
      </noscript>
      <div data-passkey-button hidden>
        <button
          type="submit"
          className={`govuk-button${kind ? ` govuk-button--${kind}` : ""}`}
          data-module="govuk-button"
        >
          {label}
        </button>
      </div>
    </form>
  );
}

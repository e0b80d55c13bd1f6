import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import webauthn from "./webauthn.ts?worker&url";

type Part = {
  label: string;
  /** Ends the sentence "This browser knows no passkeys: …". */
  instead: ReactNode;
  kind?: "secondary";
  /** Whether one is used, and not made: the device may have none. */
  isUsed?: boolean;
  refusal?: FormRefusal | null | undefined;
  children?: ReactNode;
};

/** A form that is sent with the answer of a passkey, or that leads to one. */
export function PasskeyForm({
  way,
  action,
  options,
  ...part
}: Omit<Part, "isUsed"> & {
  way: "begin" | "make" | "use";
  action?: string;
  /** What the browser needs to make one. To use one it asks for them. */
  options?: object;
}) {
  return (
    <form
      method="post"
      action={action}
      data-passkey={way}
      data-options={options && JSON.stringify(options)}
      noValidate
    >
      <PasskeyPart isUsed={way === "use"} {...part} />
    </form>
  );
}

/**
 * The part of a form that a passkey answers. Browsers offer passkeys to scripts alone: where none runs, or the browser
 * knows no passkeys, it says in one sentence what to do instead.
 */
export function PasskeyPart({ label, instead, kind, isUsed, refusal, children }: Part) {
  const refused = refusal?.errors.passkey;
  return (
    <>
      <script type="module" src={webauthn} />
      <noscript>
        <p className="govuk-body">
          Passkeys need JavaScript, which is switched off in this browser: {instead}.
        </p>
      </noscript>
      <p className="govuk-body" data-passkey-unknown hidden>
        This browser knows no passkeys: {instead}.
      </p>
      <div data-passkey-known hidden>
        {refused ? (
          <p className="govuk-error-message" id="passkey">
            <span className="govuk-visually-hidden">Error:</span> {refused}
          </p>
        ) : null}
        {children}
        <input type="hidden" name="passkey" />
        <p className="govuk-error-message" role="alert" data-passkey-fault hidden />
        {isUsed ? (
          <p className="govuk-body" data-passkey-none hidden={!refused}>
            Perhaps this device has none of yours: {instead}.
          </p>
        ) : null}
        <button
          type="submit"
          className={`govuk-button${kind ? ` govuk-button--${kind}` : ""}`}
          data-module="govuk-button"
          data-passkey-button
        >
          {label}
        </button>
      </div>
    </>
  );
}

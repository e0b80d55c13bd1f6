import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { FieldGroup } from "./field-group.tsx";
import { describedBy } from "./hint-and-error.tsx";

type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  refusal?: FormRefusal | null | undefined;
  value?: string | undefined;
  autoComplete?: string;
  /** Characters the field is wide, for answers of known length. */
  width?: 5 | 10 | 20 | 30;
  inputMode?: "numeric" | "email" | "text";
  spellCheck?: boolean;
};

/** A text field with its label, hint and the sentence that says what to mend. */
export function TextField({
  name,
  label,
  hint,
  refusal,
  value,
  width,
  kind = "text",
  ...input
}: FieldProps & { kind?: "text" | "date" }) {
  const error = refusal?.errors[name];
  return (
    <FieldGroup name={name} label={label} hint={hint} error={error}>
      <input
        className={`govuk-input${width ? ` govuk-input--width-${width}` : ""}${error ? " govuk-input--error" : ""}`}
        id={name}
        name={name}
        type={kind}
        defaultValue={(refusal?.typed[name] as string | undefined) ?? value}
        aria-describedby={describedBy({ name, hint, error })}
        {...input}
      />
    </FieldGroup>
  );
}

/** A text of several lines. */
export function TextAreaField({
  name,
  label,
  hint,
  refusal,
  value = "",
  rows = 6,
  isTitled = false,
  spellCheck,
}: FieldProps & {
  rows?: number;
  /** The title of the page asks already: the label is for screen readers only. */
  isTitled?: boolean;
}) {
  const error = refusal?.errors[name];
  return (
    <FieldGroup name={name} label={label} hint={hint} error={error} isTitled={isTitled}>
      <textarea
        className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`}
        id={name}
        name={name}
        rows={rows}
        spellCheck={spellCheck}
        defaultValue={refusal ? ((refusal.typed[name] as string | undefined) ?? "") : value}
        aria-describedby={describedBy({ name, hint, error })}
      />
    </FieldGroup>
  );
}

/** A password field; with JavaScript it can be shown. */
export function PasswordField({ name, label, hint, refusal, autoComplete }: FieldProps) {
  const error = refusal?.errors[name];
  return (
    <FieldGroup
      name={name}
      label={label}
      hint={hint}
      error={error}
      className="govuk-password-input"
      module="govuk-password-input"
    >
      <div className="govuk-input__wrapper govuk-password-input__wrapper">
        <input
          className={`govuk-input govuk-password-input__input govuk-js-password-input-input${error ? " govuk-input--error" : ""}`}
          id={name}
          name={name}
          type="password"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete={autoComplete}
          aria-describedby={describedBy({ name, hint, error })}
        />
        <button
          type="button"
          className="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          data-module="govuk-button"
          aria-controls={name}
          aria-label="Show password"
          hidden
        >
          Show
        </button>
      </div>
    </FieldGroup>
  );
}

/** One of several, as a drop-down list. */
export function SelectField({
  name,
  label,
  hint,
  refusal,
  value,
  options,
}: FieldProps & { options: { value: string; label: string }[] }) {
  const error = refusal?.errors[name];
  return (
    <FieldGroup name={name} label={label} hint={hint} error={error}>
      <select
        className={`govuk-select${error ? " govuk-select--error" : ""}`}
        id={name}
        name={name}
        defaultValue={(refusal?.typed[name] as string | undefined) ?? value}
        aria-describedby={describedBy({ name, hint, error })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldGroup>
  );
}

/** The sentences of a refused form, each a link to its field; nothing when the form was not refused. */
export function ErrorSummary({ refusal }: { refusal?: FormRefusal | null | undefined }) {
  const errors = Object.entries(refusal?.errors ?? {});
  if (errors.length === 0) return null;
  return (
    <div
      className="govuk-error-summary"
      data-module="govuk-error-summary"
      id="problem"
      tabIndex={-1}
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {errors.map(([name, sentence]) => (
              <li key={name}>{name === "form" ? sentence : <a href={`#${name}`}>{sentence}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

/** A button that sends a form once, however often it is pressed in a second. */
export function SendButton({
  children,
  kind,
}: {
  children: ReactNode;
  kind?: "secondary" | "warning";
}) {
  return (
    <button
      type="submit"
      className={`govuk-button${kind ? ` govuk-button--${kind}` : ""}`}
      data-module="govuk-button"
      data-prevent-double-click="true"
    >
      {children}
    </button>
  );
}

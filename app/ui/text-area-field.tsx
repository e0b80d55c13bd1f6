import type { FormRefusal } from "../form.ts";

/** A text of several lines with its label, hint and the sentence that says what to mend. */
export function TextAreaField({
  name,
  label,
  hint,
  rows = 6,
  refusal,
}: {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label govuk-label--s" htmlFor={name}>
        {label}
      </label>
      {hint ? (
        <div className="govuk-hint" id={`${name}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <p className="govuk-error-message" id={`${name}-error`}>
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      <textarea
        className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`}
        id={name}
        name={name}
        rows={rows}
        defaultValue={refusal?.typed[name] as string | undefined}
        aria-describedby={described.join(" ") || undefined}
      />
    </div>
  );
}

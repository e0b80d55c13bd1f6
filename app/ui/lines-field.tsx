import type { FormRefusal } from "../form.ts";

/** Several answers, each on a line of its own. */
export function LinesField({
  name,
  label,
  hint,
  value,
  refusal,
}: {
  name: string;
  label: string;
  hint: string;
  value: string;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label govuk-label--s" htmlFor={name}>
        {label}
      </label>
      <div className="govuk-hint" id={`${name}-hint`}>
        {hint}
      </div>
      {error ? (
        <p className="govuk-error-message" id={`${name}-error`}>
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      <textarea
        className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`}
        id={name}
        name={name}
        rows={3}
        defaultValue={(refusal?.typed[name] as string | undefined) ?? value}
        aria-describedby={[`${name}-hint`, error ? `${name}-error` : ""].filter(Boolean).join(" ")}
      />
    </div>
  );
}

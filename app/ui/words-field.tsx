import type { FormRefusal } from "../form.ts";

/** Several lines of text. */
export function WordsField({
  name,
  label,
  hint,
  rows,
  value = "",
  refusal,
}: {
  name: string;
  label: string;
  hint?: string;
  rows: number;
  value?: string;
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
        defaultValue={(refusal?.typed[name] as string | undefined) ?? value}
        aria-describedby={described.join(" ") || undefined}
      />
    </div>
  );
}

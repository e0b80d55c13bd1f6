import type { FormRefusal } from "../form.ts";

/** A file to choose, with its label, hint and the sentence that says what to mend. */
export function FileField({
  name,
  label,
  hint,
  accept,
  refusal,
}: {
  name: string;
  label: string;
  hint: string;
  accept: string;
  refusal: FormRefusal | null;
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
      <input
        className="govuk-file-upload"
        id={name}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={`${name}-hint${error ? ` ${name}-error` : ""}`}
      />
    </div>
  );
}

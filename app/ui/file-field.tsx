import type { FormRefusal } from "../form.ts";

/** A file to choose, or several; each is sent as `file`. */
export function FileField({
  label,
  hint,
  accept,
  multiple = false,
  refusal,
}: {
  label: string;
  hint?: string;
  accept?: string;
  multiple?: boolean;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors.file;
  const described = [hint ? "file-hint" : "", error ? "file-error" : ""].filter(Boolean).join(" ");
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label govuk-label--s" htmlFor="file">
        {label}
      </label>
      {hint ? (
        <div className="govuk-hint" id="file-hint">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p className="govuk-error-message" id="file-error">
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      <input
        className="govuk-file-upload"
        id="file"
        name="file"
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={described || undefined}
      />
    </div>
  );
}

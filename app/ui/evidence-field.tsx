import { acceptedWords } from "../evidence-files/limits.ts";
import type { FormRefusal } from "../form.ts";

/** Files to choose, several at once, with a sentence for each that was refused; they are sent as `file`. */
export function EvidenceField({
  label = "Choose files",
  refusal,
}: {
  label?: string;
  refusal?: FormRefusal | null | undefined;
}) {
  const errors = Object.entries(refusal?.errors ?? {}).filter(([name]) => /^file(-|$)/.test(name));
  const described = ["file-hint", ...errors.map(([name]) => `${name}-error`)].join(" ");
  return (
    <div className={`govuk-form-group${errors.length ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label govuk-label--s" htmlFor="file">
        {label}
      </label>
      <div className="govuk-hint" id="file-hint">
        {acceptedWords}
      </div>
      {errors.map(([name, sentence]) => (
        <p className="govuk-error-message" id={`${name}-error`} key={name}>
          <span className="govuk-visually-hidden">Error:</span>{" "}
          <span id={name === "file" ? undefined : name}>{sentence}</span>
        </p>
      ))}
      <input
        className="govuk-file-upload"
        id="file"
        name="file"
        type="file"
        multiple
        aria-describedby={described}
      />
    </div>
  );
}

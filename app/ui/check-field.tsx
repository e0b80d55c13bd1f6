import type { FormRefusal } from "../form.ts";

/** One box to tick; it sends `yes`. */
export function CheckField({
  name,
  label,
  refusal,
}: {
  name: string;
  label: string;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      {error ? (
        <p className="govuk-error-message" id={`${name}-error`}>
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      <div className="govuk-checkboxes">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input"
            id={name}
            name={name}
            type="checkbox"
            value="yes"
            aria-describedby={error ? `${name}-error` : undefined}
            defaultChecked={refusal?.typed[name] === "yes"}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor={name}>
            {label}
          </label>
        </div>
      </div>
    </div>
  );
}

import type { FormRefusal } from "../form.ts";

/** Any number of several, as boxes to tick; a long list scrolls in its own frame. */
export function ManyChoicesField({
  name,
  legend,
  hint,
  options,
  chosen = [],
  refusal,
}: {
  name: string;
  legend: string;
  hint?: string;
  options: { value: string; label: string }[];
  chosen?: string[];
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  const typed = refusal?.typed[name];
  const ticked = Array.isArray(typed) ? typed : chosen;
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" aria-describedby={described.join(" ") || undefined}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
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
        <div className="govuk-checkboxes govuk-checkboxes--small many-choices">
          {options.map(({ value, label }, index) => {
            // The error summary leads to the first of them.
            const id = index === 0 ? name : `${name}-${index}`;
            return (
              <div key={value} className="govuk-checkboxes__item">
                <input
                  className="govuk-checkboxes__input"
                  id={id}
                  name={name}
                  type="checkbox"
                  value={value}
                  defaultChecked={ticked.includes(value)}
                />
                <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                  {label}
                </label>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

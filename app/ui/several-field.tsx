import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";

/** Any of several, as check boxes; each ticked one is sent under the same name. */
export function SeveralField({
  name,
  legend,
  hint,
  options,
  chosen = [],
  isTitled = false,
  refusal,
}: {
  name: string;
  legend: string;
  hint?: ReactNode;
  options: { value: string; label: string }[];
  chosen?: string[];
  /** The title of the page asks already: the legend is for screen readers only. */
  isTitled?: boolean;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  const typed = refusal?.typed[name] ?? chosen;
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" aria-describedby={described.join(" ") || undefined}>
        <legend
          className={
            isTitled ? "govuk-visually-hidden" : "govuk-fieldset__legend govuk-fieldset__legend--s"
          }
        >
          {legend}
        </legend>
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
        <div className="govuk-checkboxes govuk-checkboxes--small">
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
                  defaultChecked={typed.includes(value)}
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

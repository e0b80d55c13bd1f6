import type { FormRefusal } from "../form.ts";

/** Any of several, as boxes to tick. */
export function CheckboxesField({
  name,
  legend,
  hint,
  options,
  value = [],
  refusal,
}: {
  name: string;
  legend: string;
  hint?: string;
  options: { value: string; label: string; hint?: string }[];
  value?: string[];
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  const ticked = refusal ? [refusal.typed[name] ?? []].flat() : value;
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
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {options.map((option, index) => {
            // The error summary leads to the first of them.
            const id = index === 0 ? name : `${name}-${index}`;
            return (
              <div key={option.value} className="govuk-checkboxes__item">
                <input
                  className="govuk-checkboxes__input"
                  id={id}
                  name={name}
                  type="checkbox"
                  value={option.value}
                  aria-describedby={option.hint ? `${name}-${index}-hint` : undefined}
                  defaultChecked={ticked.includes(option.value)}
                />
                <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                  {option.label}
                </label>
                {option.hint ? (
                  <div className="govuk-hint govuk-checkboxes__hint" id={`${name}-${index}-hint`}>
                    {option.hint}
                  </div>
                ) : null}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

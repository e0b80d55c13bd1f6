import type { FormRefusal } from "../form.ts";
import { Fieldset } from "./fieldset.tsx";

type Option = { value: string; label: string; hint?: string };

/** One of several, as radio buttons, each with what it means. */
export function ChoiceField({
  name,
  legend,
  hint,
  options,
  value: chosen,
  isTitled = false,
  refusal,
}: {
  name: string;
  legend: string;
  hint?: string;
  options: Option[];
  value?: string | undefined;
  /** The title of the page asks already: the legend is for screen readers only. */
  isTitled?: boolean;
  refusal?: FormRefusal | null | undefined;
}) {
  return (
    <Fieldset
      {...{ name, legend, isTitled, hint, size: hint ? "s" : "m", error: refusal?.errors[name] }}
    >
      <div className="govuk-radios">
        {options.map(({ value, label, hint }, index) => {
          // The error summary leads to the first of them.
          const id = index === 0 ? name : `${name}-${value}`;
          return (
            <div key={value} className="govuk-radios__item">
              <input
                className="govuk-radios__input"
                id={id}
                name={name}
                type="radio"
                value={value}
                defaultChecked={(refusal ? refusal.typed[name] : chosen) === value}
                aria-describedby={hint ? `${id}-hint` : undefined}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={id}>
                {label}
              </label>
              {hint ? (
                <div className="govuk-hint govuk-radios__hint" id={`${id}-hint`}>
                  {hint}
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}

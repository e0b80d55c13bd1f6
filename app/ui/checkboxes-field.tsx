import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { Fieldset } from "./fieldset.tsx";

/** Any of several, as boxes to tick; each ticked one is sent under the same name. */
export function CheckboxesField({
  name,
  legend,
  hint,
  options,
  value = [],
  isTitled = false,
  isLong = false,
  refusal,
}: {
  name: string;
  legend: string;
  hint?: ReactNode;
  options: { value: string; label: string; hint?: string }[];
  value?: string[];
  /** The title of the page asks already: the legend is for screen readers only. */
  isTitled?: boolean;
  /** There can be so many that they scroll in a frame of their own. */
  isLong?: boolean;
  refusal?: FormRefusal | null | undefined;
}) {
  const ticked = refusal ? [refusal.typed[name] ?? []].flat() : value;
  return (
    <Fieldset {...{ name, legend, isTitled, hint, error: refusal?.errors[name] }}>
      <div className={`govuk-checkboxes govuk-checkboxes--small${isLong ? " many-choices" : ""}`}>
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
    </Fieldset>
  );
}

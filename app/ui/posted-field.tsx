import { Fragment } from "react";
import type { FormRefusal } from "../form.ts";
import { TextField } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";

const answers = [
  { value: "day", label: "On one day", days: [["on", "Day"]] },
  {
    value: "span",
    label: "Over some time",
    days: [
      ["from", "First day"],
      ["until", "Last day"],
    ],
  },
  {
    value: "unknown",
    label: "The day is not known",
    days: [
      ["earliest", "Earliest day it can have been"],
      ["latest", "Latest day it can have been"],
    ],
  },
] as const;

/** When it was posted: a day, a span, or the earliest and the latest day of one that is not known. */
export function PostedField({ refusal }: { refusal: FormRefusal | undefined }) {
  return (
    <Fieldset name="when" legend="When was it posted?" size="m" error={refusal?.errors.when}>
      <div className="govuk-radios">
        {answers.map(({ value, label, days }, index) => {
          // The error summary leads to the first of them.
          const id = index === 0 ? "when" : `when-${value}`;
          return (
            <Fragment key={value}>
              <div className="govuk-radios__item">
                <input
                  className="govuk-radios__input"
                  id={id}
                  name="when"
                  type="radio"
                  value={value}
                  defaultChecked={refusal?.typed.when === value}
                />
                <label className="govuk-label govuk-radios__label" htmlFor={id}>
                  {label}
                </label>
              </div>
              <div className="govuk-radios__conditional">
                {days.map(([name, title]) => (
                  <TextField
                    key={name}
                    name={name}
                    label={title}
                    kind="date"
                    width={20}
                    refusal={refusal}
                  />
                ))}
              </div>
            </Fragment>
          );
        })}
      </div>
    </Fieldset>
  );
}

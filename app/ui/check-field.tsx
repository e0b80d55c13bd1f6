import type { FormRefusal } from "../form.ts";
import { describedBy, HintAndError } from "./hint-and-error.tsx";

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
      <HintAndError {...{ name, error }} />
      <div className="govuk-checkboxes">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input"
            id={name}
            name={name}
            type="checkbox"
            value="yes"
            aria-describedby={describedBy({ name, error })}
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

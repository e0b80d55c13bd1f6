import type { FormRefusal } from "../form.ts";
import type { PostTime } from "../intake/answers.ts";
import { TextField } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";

/** A day, a first and a last day, or unknown. The days show under the answer they belong to. */
export function WhenField({
  when,
  refusal,
}: {
  when: PostTime | undefined;
  refusal: FormRefusal | null | undefined;
}) {
  const chosen = refusal ? refusal.typed.when : when?.kind;
  const days = {
    on: when?.kind === "day" ? when.on : "",
    from: when?.kind === "span" ? when.from : "",
    until: when?.kind === "span" ? when.until : "",
  };
  const day = (name: keyof typeof days, label: string) => (
    <TextField
      name={name}
      label={label}
      kind="date"
      width={20}
      value={days[name]}
      refusal={refusal}
    />
  );
  return (
    <Fieldset name="when" legend="When was it posted?" isTitled error={refusal?.errors.when}>
      <div className="govuk-radios">
        <Answer value="day" label="On one day" chosen={chosen} isFirst />
        <div className="govuk-radios__conditional">{day("on", "Day")}</div>
        <Answer value="span" label="Between two days, or over some time" chosen={chosen} />
        <div className="govuk-radios__conditional">
          {day("from", "First day")}
          {day("until", "Last day")}
        </div>
        <Answer value="unknown" label="I do not know" chosen={chosen} />
      </div>
    </Fieldset>
  );
}

function Answer({
  value,
  label,
  chosen,
  isFirst = false,
}: {
  value: PostTime["kind"];
  label: string;
  chosen: string | string[] | undefined;
  /** The error summary leads to it. */
  isFirst?: boolean;
}) {
  const id = isFirst ? "when" : `when-${value}`;
  return (
    <div className="govuk-radios__item">
      <input
        className="govuk-radios__input"
        id={id}
        name="when"
        type="radio"
        value={value}
        defaultChecked={chosen === value}
      />
      <label className="govuk-label govuk-radios__label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}

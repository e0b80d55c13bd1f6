import { ruleKindWords } from "../attestation/words.ts";
import type { FormRefusal } from "../form.ts";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { SelectField, SendButton, TextField } from "./field.tsx";

/** What HR fills in for a rule. It is sent as an address, and answered with whom the rule would reach. */
export function RuleFields({
  path,
  choices: { tracks, departments, positions, types },
  typed,
  refusal,
}: {
  path: string;
  choices: {
    tracks: { value: string; label: string }[];
    departments: string[];
    positions: string[];
    types: { id: string; title: string }[];
  };
  typed: FormRefusal["typed"];
  refusal: FormRefusal | null;
}) {
  const shown = refusal ?? { typed, errors: {} };
  const own = (names: string[]) => names.map((name) => ({ value: name, label: name }));
  return (
    <form method="get" action={path} noValidate>
      <ChoiceField
        name="kind"
        legend="What does the rule do?"
        options={Object.entries(ruleKindWords).map(([value, { title, does }]) => ({
          ...{ value, label: title, hint: does },
        }))}
        refusal={shown}
      />
      <SelectField
        name="track"
        label="Track"
        options={[{ value: "", label: "Choose a track" }, ...tracks]}
        refusal={shown}
      />
      <TextField
        name="months"
        label="Again after how many months?"
        hint="Only for a rule that assigns again."
        inputMode="numeric"
        width={5}
        refusal={shown}
      />
      <TextField
        name="days"
        label="Days to complete"
        hint="From the day of assignment, or the first day of work if that is later."
        inputMode="numeric"
        width={5}
        refusal={shown}
      />
      <TextField name="from" label="The rule holds from" kind="date" width={20} refusal={shown} />
      <h2 className="govuk-heading-m">For whom?</h2>
      <p className="govuk-body">
        Somebody is meant when each list in which you tick something names their work of the day.
      </p>
      <CheckboxesField
        isLong
        name="positions"
        legend="Positions"
        options={own(positions)}
        refusal={shown}
      />
      <CheckboxesField
        isLong
        name="departments"
        legend="Departments"
        options={own(departments)}
        refusal={shown}
      />
      <CheckboxesField
        isLong
        name="types"
        legend="Employment types"
        options={types.map(({ id, title }) => ({ value: id, label: title }))}
        refusal={shown}
      />
      <SendButton>See whom it reaches</SendButton>
    </form>
  );
}

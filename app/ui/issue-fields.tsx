import { serviceChoices } from "../cases/decision-words.ts";
import type { Day } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";
import { TextField } from "./field.tsx";
import { OnPaper } from "./on-paper.tsx";

/** How a letter was served: how, when, by whom, and what proves it. */
export function IssueFields({
  name,
  today,
  refusal,
}: {
  /** Of the respondent. */
  name: string;
  today: Day;
  refusal: FormRefusal | undefined;
}) {
  return (
    <>
      <ChoiceField
        name="choice"
        legend={`How does ${name} get the letter?`}
        options={serviceChoices}
        refusal={refusal}
      />
      <OnPaper>
        <TextField
          name="on"
          kind="date"
          label="On which day?"
          hint="The day it was handed over or mailed."
          width={20}
          value={today}
          refusal={refusal}
        />
        <TextField name="by" label="By whom?" refusal={refusal} />
        <TextField
          name="proof"
          label="What proves it?"
          hint="A signature, a tracking number, a witness."
          refusal={refusal}
        />
      </OnPaper>
    </>
  );
}

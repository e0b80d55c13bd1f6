import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

const triageForm = z.object({
  ...seenFields,
  choice: z.enum(["investigate", "coach", "refer", "no-action"], "Choose what is to be done"),
  to: told(300),
  words: told(20_000, "Write the reasons"),
});

export const loader = forSignedIn((visit) => loadCaseAct(visit, "triaged", () => ({})));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, triageForm, ({ choice, to, words }) => {
    if (choice === "refer" && !to) {
      return { refused: "Write to whom it is referred", field: "to" };
    }
    return [{ act: "triaged", choice, said: { words, to } }];
  }),
);

export default function Triage() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Triage" send="Record the decision" loaded={loaded} refusal={refusal}>
      <ChoiceField
        name="choice"
        legend="What is to be done?"
        options={[
          { value: "investigate", label: "Investigate" },
          { value: "coach", label: "Coach", hint: "A talk, or training, and no discipline." },
          { value: "refer", label: "Refer it to somebody else" },
          { value: "no-action", label: "No action", hint: "A second person has to agree." },
        ]}
        value={String(refusal?.typed.choice ?? "")}
        refusal={refusal}
      />
      <TextField name="to" label="If it is referred, to whom?" refusal={refusal} />
      <TextAreaField name="words" label="Reasons" rows={6} refusal={refusal} />
    </CaseAct>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { respondentOf } from "../cases/respondent-of.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { dayAhead, seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { RespondentField } from "../ui/respondent-field.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "interim-begun", ({ file: { respondents } }) => ({ respondents })),
);

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  const interimForm = z.object({
    ...seenFields,
    person: z.string("Choose whom it is for"),
    choice: z.enum(["leave-with-pay", "access-removed"], "Choose the measure"),
    dueOn: dayAhead(today, "Enter the day on which it is looked at again"),
    words: told(20_000, "Write why it is needed"),
  });
  return sendCaseAct(visit, interimForm, ({ person, choice, dueOn, words }, { file }) => {
    const found = respondentOf(file, person);
    if ("refused" in found) return found;
    return [{ act: "interim-begun", personId: found.id, choice, dueOn, said: { words } }];
  });
});

export default function Interim() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct
      title="Begin an interim measure"
      send="Begin the measure"
      loaded={loaded}
      refusal={refusal}
    >
      <div className="govuk-inset-text">
        It is not discipline, and says nothing about what will be found. It protects people or the
        work while the case is open, costs no pay, and ends as soon as it is not needed.
      </div>
      <RespondentField
        legend="Whom is it for?"
        respondents={loaded.offered?.respondents ?? []}
        refusal={refusal}
      />
      <ChoiceField
        name="choice"
        legend="What is it?"
        options={[
          { value: "leave-with-pay", label: "Leave with pay" },
          {
            value: "access-removed",
            label: "Access removed",
            hint: "To accounts, channels, systems or places: say which below.",
          },
        ]}
        refusal={refusal}
      />
      <TextField
        name="dueOn"
        label="Looked at again on"
        hint="On that day somebody asks whether it is still needed."
        kind="date"
        width={20}
        refusal={refusal}
      />
      <TextAreaField
        name="words"
        label="Why is it needed, and what does it cover?"
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

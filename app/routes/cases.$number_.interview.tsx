import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { readCaseSettings } from "../cases/case-settings.ts";
import { findByNumberOrAddress } from "../cases/notices-of-case.ts";
import { isDay } from "../days.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

const missingDay = "Enter the day of the interview";
/** What the first question answers with beside a respondent's handle: no handle has a space. */
const inDirectory = "in the directory";
const byName = "by name";

const interviewForm = z.object({
  ...seenFields,
  whom: z.string("Choose who was interviewed").min(1, "Choose who was interviewed"),
  known: told(200),
  name: told(200),
  on: z.string(missingDay).trim().refine(isDay, missingDay),
  present: told(1000, "Write who was present, you included"),
  choice: z.enum(["offered", "not-offered"], "Choose whether representation was offered"),
  words: told(20_000, "Write what was said"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "interviewed", async ({ file, today }) => ({
    today,
    people: file.respondents,
    accompanied: (await readCaseSettings(visit.portal)).accompanied,
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, interviewForm, async (interview, { file, today }, tx) => {
    const { whom, known, name, on, present, choice, words } = interview;
    if (on > today) return { refused: "Enter a day that is not after today", field: "on" };
    const person =
      whom === inDirectory
        ? await findByNumberOrAddress(tx, known)
        : file.respondents.find(({ handle }) => handle === whom);
    if (whom === inDirectory && !person) {
      return {
        refused: "Look at the number or the address: nobody of the directory has it",
        field: "known",
      };
    }
    if (whom === byName && !name) return { refused: "Write their name", field: "name" };
    if (!person && whom !== byName) return { refused: "Choose who was interviewed", field: "whom" };
    const who = person?.name ?? name;
    return [
      {
        ...{ act: "interviewed", choice, said: { who, on, present, words } },
        ...(person && { personId: person.id }),
      },
    ];
  }),
);

export default function Interview() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { today, people = [], accompanied = "" } = loaded.offered ?? {};
  return (
    <CaseAct title="An interview" send="Record the interview" loaded={loaded} refusal={refusal}>
      <ChoiceField
        name="whom"
        legend="Who was interviewed?"
        options={[
          ...people.map(({ handle, name }) => ({
            ...{ value: handle, label: name, hint: "Respondent" },
          })),
          { value: inDirectory, label: "Somebody else who works for the City" },
          { value: byName, label: "Somebody from outside" },
        ]}
        value=""
        refusal={refusal}
      />
      <TextField
        name="known"
        label="If they work for the City: employee number or e-mail address"
        width={30}
        spellCheck={false}
        refusal={refusal}
      />
      <TextField name="name" label="If they are from outside: their name" refusal={refusal} />
      <TextField
        name="on"
        label="On which day?"
        kind="date"
        width={20}
        value={today}
        refusal={refusal}
      />
      <TextAreaField name="present" label="Who was present?" rows={2} refusal={refusal} />
      <ChoiceField
        name="choice"
        legend="Was representation offered before?"
        hint={`A respondent is offered it before every interview. The notice says: “${accompanied}”`}
        options={[
          { value: "offered", label: "Yes, it was offered" },
          { value: "not-offered", label: "No" },
        ]}
        value=""
        refusal={refusal}
      />
      <TextAreaField
        name="words"
        label="What was said?"
        hint="In their words where it matters. Who handles the case reads it."
        rows={12}
        refusal={refusal}
      />
    </CaseAct>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField } from "../ui/field.tsx";

const pauseForm = z.object({
  ...seenFields,
  choice: z.enum(["police", "other"], "Choose why the clock stops"),
  words: told(20_000, "Write the reasons"),
});

export const loader = forSignedIn((visit) => loadCaseAct(visit, "paused", () => ({})));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, pauseForm, ({ choice, words }) => [
    { act: "paused", choice, said: { words } },
  ]),
);

export default function Pause() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Pause the clock" send="Pause the clock" loaded={loaded} refusal={refusal}>
      <p className="govuk-body">
        While the clock is paused the case has no day to be concluded by. Everything else can still
        be done in it. When the clock runs again, as many working days are left as today.
      </p>
      <ChoiceField
        name="choice"
        legend="Why does it stop?"
        options={[
          { value: "police", label: "The police are asked, or a court" },
          { value: "other", label: "Another reason" },
        ]}
        refusal={refusal}
      />
      <TextAreaField
        name="words"
        label="Reasons"
        hint="Who asked for it, and when you look at it again."
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

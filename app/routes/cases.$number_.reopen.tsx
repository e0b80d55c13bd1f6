import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { concludeBy } from "../cases/case-days.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { dayAhead, seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "reopened", async ({ today }) => ({
    dueOn: await concludeBy(visit.portal, today),
  })),
);

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  const reopenForm = z.object({
    ...seenFields,
    words: told(20_000, "Write why it is opened again"),
    due: dayAhead(today, "Enter the day by which it is to be concluded"),
  });
  return sendCaseAct(visit, reopenForm, ({ words, due: dueOn }) => [
    { act: "reopened", dueOn, said: { words } },
  ]);
});

export default function Reopen() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Reopen the case" send="Reopen the case" loaded={loaded} refusal={refusal}>
      <p className="govuk-body">
        What was done stays as it is. Before it is closed again, the reporter is told again that it
        is concluded.
      </p>
      <TextAreaField name="words" label="Why is it opened again?" rows={6} refusal={refusal} />
      <TextField
        name="due"
        kind="date"
        label="To be concluded by"
        width={20}
        value={loaded.offered?.dueOn}
        refusal={refusal}
      />
    </CaseAct>
  );
}

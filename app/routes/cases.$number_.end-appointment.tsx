import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";

const endForm = z.object({ ...seenFields, words: told(20_000, "Write why it ends") });

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "appointment-ended", ({ standing: { appointment } }) => ({
    name: appointment?.person?.name ?? "",
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, endForm, ({ words }, { standing: { appointment } }) =>
    appointment
      ? [{ act: "appointment-ended", about: appointment.number, said: { words } }]
      : { refused: "Nobody is appointed at present" },
  ),
);

export default function EndAppointment() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const name = loaded.offered?.name ?? "";
  return (
    <CaseAct
      title="End the appointment"
      send="End the appointment"
      final={`From then on ${name} sees nothing of the case as its investigator. What they did in it stays.`}
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        {name} investigates at present. Somebody else can be appointed afterwards.
      </p>
      <TextAreaField name="words" label="Why does it end?" rows={4} refusal={refusal} />
    </CaseAct>
  );
}

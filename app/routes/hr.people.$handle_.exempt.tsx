import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { isDay } from "../days.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { exemptFromToday } from "../people/exemption.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const person = await personOf(visit);
  return {
    name: fullName(person),
    back: `/hr/people/${encodeURIComponent(person.handle)}`,
    isSelf: person.personId === visit.viewer.personId,
  };
});

const exemption = z.object({
  until: z
    .string()
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31, or leave it empty")
    .optional(),
  reason: line("Write why this person is exempt", 500),
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await personOf(visit);
  const form = await readForm(visit.request, exemption);
  if ("refusal" in form) return data(form, { status: 400 });
  const { until: untilOn = null, reason } = form.value;
  const done = await exemptFromToday(visit.viewer, visit.portal, { personId, reason, untilOn });
  return "refused" in done
    ? data(refuseForm(form.value, { until: done.refused }), { status: 409 })
    : seeOther(fileAfter("exempt", handle));
});

export default function Exempt() {
  const { name, back, isSelf } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Exempt from training"
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isSelf ? (
        <p className="govuk-body">This is you. Another person of HR exempts you.</p>
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">
            From today nothing is due for {name}. With a last day the due days move on by the days
            of the exemption; without one they move when it ends. Your name stands beside the
            reason.
          </p>
          <TextField
            name="until"
            label="Last day (optional)"
            hint="Leave it empty when it holds until further notice."
            kind="date"
            width={20}
            refusal={refusal}
          />
          <TextField name="reason" label="Reason for the file" refusal={refusal} />
          <SendButton>Exempt</SendButton>
        </form>
      )}
    </Page>
  );
}

async function personOf({ viewer, portal, params }: Visit) {
  const person = await readFiledPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  return person;
}

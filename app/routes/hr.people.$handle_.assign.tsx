import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { assignByHand } from "../attestation/assign-by-hand.ts";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { isDay } from "../days.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { ErrorSummary, SelectField, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const person = await personOf(visit);
  const { tracks } = await visit.portal.organization();
  return {
    name: fullName(person),
    back: `/hr/people/${encodeURIComponent(person.handle)}`,
    isSelf: person.personId === visit.viewer.personId,
    tracks: tracks.map(({ id, title }) => ({ value: id, label: title })),
  };
});

const given = z.object({
  track: line("Choose a track"),
  due: z
    .string({ error: "Choose a due day" })
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31"),
  reason: line("Write why it is assigned", 500),
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await personOf(visit);
  const form = await readForm(visit.request, given);
  if ("refusal" in form) return data(form, { status: 400 });
  const { track, due: dueOn, reason: filedReason } = form.value;
  const { viewer, portal } = visit;
  const made = await assignByHand(viewer, portal, { personId, track, dueOn, filedReason });
  return "refused" in made
    ? data(refuseForm(form.value, { form: made.refused }), { status: 409 })
    : seeOther(fileAfter("assigned", handle));
});

export default function Assign() {
  const { name, back, isSelf, tracks } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Assign training by hand"
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isSelf ? (
        <p className="govuk-body">This is you. Another person of HR assigns it.</p>
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">
            Whoever acknowledged it before takes all of it again. What is assigned to everyone, or
            by role, comes by itself.
          </p>
          <SelectField
            name="track"
            label="Track"
            options={[{ value: "", label: "Choose a track" }, ...tracks]}
            refusal={refusal}
          />
          <TextField name="due" label="Due day" kind="date" width={20} refusal={refusal} />
          <TextField
            name="reason"
            label="Reason for the file"
            hint="HR reads it. The person reads that Human Resources assigned the training."
            refusal={refusal}
          />
          <SendButton>Assign</SendButton>
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

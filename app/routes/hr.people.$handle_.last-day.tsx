import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm } from "../form.ts";
import { endWork } from "../people/change-work.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson } from "../people/edited-person.ts";
import { lastDayFields } from "../people/person-form.ts";
import { TextField } from "../ui/field.tsx";
import { PersonForm } from "../ui/person-form.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, work, clock } = await editedPerson(visit);
  return { name, file, lastOn: work?.untilOn ?? clock.today };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await editedPerson(visit);
  const read = await readForm(visit.request, z.object(lastDayFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const { lastOn } = read.value;
  const done = await endWork(visit.viewer, visit.portal, personId, lastOn);
  if ("refused" in done) {
    return data(refuseForm({ lastOn }, { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("last-day", handle));
});

export default function LastDay() {
  const { lastOn, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Last day of work"
      intro="After that day the person cannot sign in, and nothing is owed any more. What was recorded of them stays: nobody is ever deleted."
      button="Record the last day"
      refusal={refusal}
    >
      <TextField
        name="lastOn"
        label="Last day"
        kind="date"
        value={lastOn}
        refusal={refusal}
        width={20}
      />
    </PersonForm>
  );
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { isDay } from "../days.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { changeLeave } from "../people/change-leave.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson, readLeave } from "../people/edited-person.ts";
import { inOrder, leaveFields } from "../people/person-form.ts";
import { LeaveFields } from "../ui/leave-fields.tsx";
import { PersonForm } from "../ui/person-form.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, leave } = await leaveOf(visit);
  return { name, file, values: { fromOn: leave.fromOn, untilOn: leave.untilOn ?? "" } };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle, leave } = await leaveOf(visit);
  const read = await readForm(visit.request, inOrder(leaveFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const corrected = { ...read.value, began: leave.fromOn };
  const done = await changeLeave(visit.viewer, visit.portal, personId, corrected);
  if ("refused" in done) {
    return data(refuseForm(typedAgain(read.value), { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("corrected-leave", handle));
});

export default function CorrectLeave() {
  const { values, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Correct a leave"
      intro="For its end above all. The leave as it was recorded stays in the file, marked as corrected."
      button="Correct it"
      refusal={refusal}
    >
      <LeaveFields {...{ values, refusal }} />
    </PersonForm>
  );
}

async function leaveOf(visit: Visit) {
  const { viewer, portal, params } = visit;
  const person = await editedPerson(visit);
  const began = params.began ?? "";
  const leave = isDay(began) && (await readLeave(viewer, portal, person.personId, began));
  if (!leave) throw notFound();
  return { ...person, leave };
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { changeLeave } from "../people/change-leave.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson } from "../people/edited-person.ts";
import { inOrder, leaveFields } from "../people/person-form.ts";
import { LeaveFields } from "../ui/leave-fields.tsx";
import { PersonForm } from "../ui/person-form.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, clock } = await editedPerson(visit);
  return { name, file, values: { fromOn: clock.today } };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await editedPerson(visit);
  const read = await readForm(visit.request, inOrder(leaveFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const leave = { ...read.value, began: null };
  const done = await changeLeave(visit.viewer, visit.portal, personId, leave);
  if ("refused" in done) {
    return data(refuseForm(typedAgain(read.value), { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("leave", handle));
});

export default function AddLeave() {
  const { values, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Add a leave"
      intro="While it lasts the clock of every assignment stands still, and days due move on."
      button="Record the leave"
      refusal={refusal}
    >
      <LeaveFields {...{ values, refusal }} />
    </PersonForm>
  );
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { recordWork } from "../people/change-work.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson, readWork, workChoices } from "../people/edited-person.ts";
import { inOrder, workFields } from "../people/person-form.ts";
import { PersonForm } from "../ui/person-form.tsx";
import { WorkFields } from "../ui/work-fields.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, personId, clock } = await editedPerson(visit);
  const { viewer, portal } = visit;
  const work = await readWork(viewer, portal, personId, { on: clock.today });
  const isOver = work?.untilOn !== null && (work?.untilOn ?? "") < clock.today;
  return {
    ...{ name, file },
    choices: await workChoices(visit),
    values: {
      ...work,
      supervisor: work?.supervisor ?? "",
      fromOn: clock.today,
      untilOn: (isOver ? null : work?.untilOn) ?? "",
    },
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle, isOutside } = await editedPerson(visit);
  const read = await readForm(visit.request, inOrder(workFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const done = isOutside
    ? { at: "form", refused: "Add them as an employee: somebody from outside has no work here" }
    : await recordWork(visit.viewer, visit.portal, personId, read.value);
  if ("refused" in done) {
    return data(refuseForm(typedAgain(read.value), { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("work", handle));
});

export default function RecordWork() {
  const { values, choices, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Change work from a day"
      intro="For a transfer, or for somebody who comes back. What held before stays in the file, and ends the day before where it was still going on."
      button="Record the work"
      refusal={refusal}
    >
      <WorkFields {...{ choices, values, refusal }} firstDay="From which day?" />
    </PersonForm>
  );
}

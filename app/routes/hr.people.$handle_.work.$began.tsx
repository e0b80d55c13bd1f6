import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { isDay } from "../days.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { correctWork } from "../people/change-work.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson, readWork, workChoices } from "../people/edited-person.ts";
import { inOrder, workFields } from "../people/person-form.ts";
import { PersonForm } from "../ui/person-form.tsx";
import { WorkFields } from "../ui/work-fields.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, work } = await periodOf(visit);
  const { supervisor, untilOn } = work;
  return {
    ...{ name, file },
    choices: await workChoices(visit),
    values: { ...work, supervisor: supervisor ?? "", untilOn: untilOn ?? "" },
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal, request } = visit;
  const { personId, handle, work } = await periodOf(visit);
  const read = await readForm(request, inOrder(workFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const done = await correctWork(viewer, portal, personId, { ...read.value, began: work.fromOn });
  if ("refused" in done) {
    return data(refuseForm(typedAgain(read.value), { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("corrected-work", handle));
});

export default function CorrectWork() {
  const { values, choices, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Correct a period of work"
      intro="The period as it was recorded stays in the file, marked as corrected."
      button="Correct it"
      refusal={refusal}
    >
      <WorkFields {...{ choices, values, refusal }} />
    </PersonForm>
  );
}

async function periodOf(visit: Visit) {
  const { viewer, portal, params } = visit;
  const person = await editedPerson(visit);
  const began = params.began ?? "";
  const work = isDay(began) && (await readWork(viewer, portal, person.personId, { began }));
  if (!work) throw notFound();
  return { ...person, work };
}

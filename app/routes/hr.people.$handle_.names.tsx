import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, seeOther } from "../auth/guard.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { changeNames } from "../people/change-person.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { editedPerson } from "../people/edited-person.ts";
import { namesFields } from "../people/person-form.ts";
import { PersonForm } from "../ui/person-form.tsx";
import { NamesFields } from "../ui/work-fields.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { name, file, givenName, familyName, email } = await editedPerson(visit);
  return { name, file, values: { givenName, familyName, email } };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await editedPerson(visit);
  const read = await readForm(visit.request, z.object(namesFields));
  if ("refusal" in read) return data(read, { status: 400 });
  const done = await changeNames(visit.viewer, visit.portal, personId, read.value);
  if ("refused" in done) {
    return data(refuseForm(typedAgain(read.value), { [done.at]: done.refused }), { status: 409 });
  }
  return seeOther(fileAfter("names", handle));
});

export default function ChangeNames() {
  const { values, ...person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  return (
    <PersonForm
      {...person}
      title="Change names and e-mail"
      intro="The ledger keeps that they changed, when and by whom. Receipts keep the name they were given under."
      button="Save"
      refusal={refusal}
    >
      <NamesFields {...{ values, refusal }} />
    </PersonForm>
  );
}

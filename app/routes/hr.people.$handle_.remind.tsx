import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { readRemindable, remind, whyNoReminding } from "../notices/remind.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { RemindForm } from "../ui/remind-form.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal } = visit;
  const { personId, handle, ...person } = await personOf(visit);
  return {
    clock: await clockOf(portal),
    people: await readRemindable(viewer, portal, { as: "hr", personId }),
    whyNot: await whyNoReminding(portal),
    title: `Remind ${fullName(person)}`,
    back: { to: `/hr/people/${encodeURIComponent(handle)}`, label: fullName(person) },
  };
});

const chosen = z.object({ who: z.array(z.string().max(100)).min(1, "Choose whom to remind") });

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal } = visit;
  const { personId, handle } = await personOf(visit);
  const form = await readForm(visit.request, chosen);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await remind(viewer, portal, { as: "hr", personId }, form.value.who);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(fileAfter("reminded", handle));
});

export default function RemindPerson() {
  const refusal = useActionData<typeof action>()?.refusal;
  return <RemindForm {...useLoaderData<typeof loader>()} refusal={refusal} />;
}

async function personOf({ viewer, portal, params }: Visit) {
  const person = await readFiledPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  return person;
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { howToReset, resetSecondFactor } from "../auth/second-factor/reset-of-another.ts";
import { fullName } from "../auth/viewer.ts";
import { refuseForm } from "../form.ts";
import { ResetSecondFactor } from "../ui/reset-second-factor.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { handle, personId, ...person } = await personOf(visit);
  const offered = await howToReset(visit.viewer, visit.portal.db, personId);
  return {
    name: fullName(person),
    back: `/hr/people/${encodeURIComponent(handle)}`,
    // Whoever administers the portal besides asks for it there.
    offered:
      offered.how === "with-a-second-person"
        ? { how: "not" as const, why: "Ask for this on the person’s page of administration" }
        : offered,
    asksForSecondFactor: visit.portal.asksForSecondFactor,
    isDone: visit.url.searchParams.get("done") === "reset",
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { handle, personId } = await personOf(visit);
  const done = await resetSecondFactor(visit.viewer, visit.portal, personId);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`/hr/people/${encodeURIComponent(handle)}/second-factor?done=reset`);
});

export default function SecondFactorOfAnother() {
  const refusal = useActionData<typeof action>()?.refusal;
  return <ResetSecondFactor {...useLoaderData<typeof loader>()} refusal={refusal} />;
}

async function personOf({ viewer, portal, params }: Visit) {
  const person = await readFiledPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  return person;
}

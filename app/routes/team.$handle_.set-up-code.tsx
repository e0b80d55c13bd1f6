import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readTeamPerson } from "../attestation/team-person.ts";
import { forSupervisor, notFound, type Visit } from "../auth/guard.ts";
import { handOverCode } from "../auth/hand-over-code.ts";
import { whyNoSetUpCode } from "../auth/provider/passwords-off.ts";
import { fullName } from "../auth/viewer.ts";
import { HandOverCode } from "../ui/hand-over-code.tsx";

export const loader = forSupervisor(async (visit) => {
  const { handle, ...person } = await personOf(visit);
  return {
    form: randomUUID(),
    whyNot: await whyNoSetUpCode(visit.portal.db, person.personId),
    name: fullName(person),
    back: `/team/${encodeURIComponent(handle)}`,
  };
});

/** The code is shown with this answer and never again, so there is no page to send on to. */
export const action = forSupervisor(async (visit) => {
  const { personId } = await personOf(visit);
  const answer = await handOverCode(visit.viewer, visit.portal, personId, visit.request);
  return data(answer, { status: "refusal" in answer ? 409 : 200 });
});

export default function SetUpCode() {
  return (
    <HandOverCode {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}

async function personOf({ viewer, portal, params }: Visit) {
  const person = await readTeamPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  return person;
}

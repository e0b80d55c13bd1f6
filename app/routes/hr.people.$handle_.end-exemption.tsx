import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { refuseForm } from "../form.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { endExemption } from "../people/exemption.ts";
import { heldOrToCome } from "../people/held-or-to-come.ts";
import { readHistory } from "../people/history.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Span } from "../ui/when.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const person = await personOf(visit);
  const clock = await clockOf(visit.portal);
  const { exemptions } = await readHistory(visit.viewer, visit.portal, person.personId);
  const held = heldOrToCome(exemptions, clock.today);
  return {
    clock,
    name: fullName(person),
    back: `/hr/people/${encodeURIComponent(person.handle)}`,
    isSelf: person.personId === visit.viewer.personId,
    held: held ? { fromOn: held.fromOn, untilOn: held.untilOn, reason: held.reason } : null,
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { personId, handle } = await personOf(visit);
  const done = await endExemption(visit.viewer, visit.portal, personId);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(fileAfter("exemption-ended", handle));
});

export default function EndExemption() {
  const { clock, name, back, isSelf, held } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="End the exemption"
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {!held ? (
        <p className="govuk-body">{name} is not exempt.</p>
      ) : isSelf ? (
        <p className="govuk-body">This is you. Another person of HR ends it.</p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            {name} is exempt <Span clock={clock} fromOn={held.fromOn} untilOn={held.untilOn} />:{" "}
            {held.reason}
          </p>
          <p className="govuk-body">
            Yesterday becomes its last day: from today the clock runs again, and due days move on by
            the days it lasted.
          </p>
          <SendButton>End the exemption</SendButton>
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

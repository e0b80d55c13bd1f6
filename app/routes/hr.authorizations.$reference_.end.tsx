import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { addDays } from "../days.ts";
import { refuseForm } from "../form.ts";
import { endAuthorization } from "../people/authorization.ts";
import { readAuthorizationEntry, wordsOf } from "../people/authorization-entry.ts";
import { readEndedForm } from "../people/authorization-form.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { present } = await entryOf(visit);
  return {
    reference: present.reference,
    seen: present.id,
    name: fullName(present.person),
    subject: present.subject,
    clock: await clockOf(visit.portal),
    dayBefore: addDays(present.fromOn, -1),
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal, request } = visit;
  const { present } = await entryOf(visit);
  const form = await readEndedForm(request);
  if ("refusal" in form) return data(form, { status: 400 });
  const { seen, ...end } = form.value;
  const ended = await endAuthorization(viewer, portal, { ...wordsOf(present), id: seen }, end);
  if ("refused" in ended) {
    const { at, refused, status } = ended;
    return data(refuseForm(form.value, { [at]: refused }), { status });
  }
  return seeOther(`/hr/authorizations/${ended.reference}?done=ended`);
});

export default function EndAuthorization() {
  const { reference, seen, name, subject, clock, dayBefore } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const path = `/hr/authorizations/${reference}`;
  return (
    <Page
      title="End this authorization"
      caption={`${name}: ${subject}`}
      back={{ to: path, label: `Authorization ${reference}` }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        After the last day {name} may no longer speak for the City on this subject, and lessons no
        longer show the name. The entry stays in the register. Telling {name} is up to you: the
        portal sends nothing.
      </p>
      <form method="post" noValidate>
        <input type="hidden" name="seen" value={seen} />
        <TextField
          name="lastOn"
          label="Last day"
          hint={
            <>
              If it should never have held, enter the day before its first:{" "}
              <OnDay clock={clock} day={dayBefore} />.
            </>
          }
          kind="date"
          value={clock.today}
          width={20}
          refusal={refusal}
        />
        <TextField
          name="reason"
          label="Why does it end?"
          hint="It stays on record."
          refusal={refusal}
        />
        <SendButton kind="warning">End the authorization</SendButton>
      </form>
    </Page>
  );
}

async function entryOf({ viewer, portal, params }: Visit) {
  const entry = await readAuthorizationEntry(viewer, portal, params.reference ?? "");
  if (!entry) throw notFound();
  return entry;
}

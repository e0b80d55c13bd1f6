import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { refuseForm } from "../form.ts";
import { correctAuthorization } from "../people/authorization.ts";
import { readAuthorizationEntry } from "../people/authorization-entry.ts";
import { readCorrectedForm } from "../people/authorization-form.ts";
import { AuthorizationFields } from "../ui/authorization-fields.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { present } = await entryOf(visit);
  const { channels } = await visit.portal.organization();
  return {
    channels,
    reference: present.reference,
    seen: present.id,
    name: fullName(present.person),
    words: { ...present, authorizedBy: present.authorizedBy.handle },
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal, request } = visit;
  const { present } = await entryOf(visit);
  const form = await readCorrectedForm(portal, request, present);
  if ("refusal" in form) return data(form, { status: 400 });
  const { seen, ...change } = form.value;
  const row = { id: seen, reference: present.reference };
  const corrected = await correctAuthorization(viewer, portal, row, change);
  if ("refused" in corrected) {
    const { at, refused, status } = corrected;
    return data(refuseForm(form.typed, { [at]: refused }), { status });
  }
  return seeOther(`/hr/authorizations/${corrected.reference}?done=corrected`);
});

export default function CorrectAuthorization() {
  const { channels, reference, seen, name, words } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const path = `/hr/authorizations/${reference}`;
  return (
    <Page
      title="Correct this entry"
      caption={`${name}, authorization ${reference}`}
      back={{ to: path, label: `Authorization ${reference}` }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <form method="post" noValidate>
        <input type="hidden" name="seen" value={seen} />
        <AuthorizationFields channels={channels} present={words} refusal={refusal} />
        <TextField
          name="reason"
          label="Why is this corrected?"
          hint="What the entry said before stays on record, with this reason."
          refusal={refusal}
        />
        <SendButton>Correct the entry</SendButton>
      </form>
    </Page>
  );
}

async function entryOf({ viewer, portal, params }: Visit) {
  const entry = await readAuthorizationEntry(viewer, portal, params.reference ?? "");
  if (!entry) throw notFound();
  return entry;
}

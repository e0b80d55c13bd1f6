import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, seeOther } from "../auth/guard.ts";
import { refuseForm } from "../form.ts";
import { recordAuthorization } from "../people/authorization.ts";
import { readGivenForm } from "../people/authorization-form.ts";
import { AuthorizationFields } from "../ui/authorization-fields.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async ({ portal, url }) => {
  const { channels } = await portal.organization();
  return { channels, person: (url.searchParams.get("person") ?? "").slice(0, 100) };
});

export const action = forRole("hr-training", async ({ viewer, portal, request }) => {
  const form = await readGivenForm(portal, request);
  if ("refusal" in form) return data(form, { status: 400 });
  const recorded = await recordAuthorization(viewer, portal, form.value);
  if ("refused" in recorded) {
    const { at, refused, status } = recorded;
    return data(refuseForm(form.typed, { [at]: refused }), { status });
  }
  return seeOther(`/hr/authorizations/${recorded.reference}?done=given`);
});

export default function NewAuthorization() {
  const { channels, person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Record an authorization"
      back={{ to: "/hr/authorizations", label: "Authorizations" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <form method="post" noValidate>
        <TextField
          name="person"
          label="Who may speak for the City?"
          hint="Their number, as on their file."
          value={person}
          width={20}
          spellCheck={false}
          refusal={refusal}
        />
        <AuthorizationFields channels={channels} refusal={refusal} />
        <p className="govuk-body">
          The entry can be corrected and ended later; what it said before stays on record. While it
          is in force, everybody who opens a lesson about speaking for the City sees the name, the
          subject and the last day.
        </p>
        <SendButton>Record the authorization</SendButton>
      </form>
    </Page>
  );
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole } from "../auth/guard.ts";
import { isDay } from "../days.ts";
import { line, readForm, refuseForm, typedAgain } from "../form.ts";
import { base } from "../scim/names.ts";
import { makeToken } from "../scim/token.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("administrator", async ({ portal }) => ({
  form: randomUUID(),
  address: portal.publicUrl + base,
}));

const asked = z.object({
  form: z.uuid("Open this page again, and make the token there"),
  name: line("Enter a name, such as that of the directory service", 60),
  untilOn: z
    .string()
    .refine(isDay, "Enter the day as year-month-day, such as 2027-03-31, or leave it empty")
    .optional()
    .transform((text) => text ?? null),
});

/** The token is shown with this answer and never again, so there is no page to send on to. */
export const action = forRole("administrator", async ({ viewer, portal, request }) => {
  const form = await readForm(request, asked);
  if ("refusal" in form) return data({ ...form, made: null }, { status: 400 });
  const { form: formId, ...token } = form.value;
  const made = await makeToken(viewer, portal, { ...token, formId });
  if ("refused" in made) {
    const refused = refuseForm(typedAgain(token), { [made.at]: made.refused });
    return data({ ...refused, made: null }, { status: 409 });
  }
  return data({ refusal: null, made: { ...made, name: token.name } });
});

const back = { to: "/admin/tokens", label: "Provisioning tokens" };

export default function NewToken() {
  const { form, address } = useLoaderData<typeof loader>();
  const { refusal, made } = useActionData<typeof action>() ?? {};
  if (made) {
    return (
      <Page title={`The token “${made.name}”`} back={back}>
        <p className="govuk-body-l">Copy it to the directory service now: it is shown once.</p>
        <div className="card">
          <p className="govuk-body">
            Token
            <br />
            <strong className="mono">{made.token}</strong>
          </p>
          <p className="govuk-body">
            Address
            <br />
            <span className="mono">{address}</span>
          </p>
        </div>
        <p className="govuk-body">
          Whoever has it can add, change and remove people in the directory. If it gets into other
          hands, revoke it: it then stops working at once.
        </p>
      </Page>
    );
  }
  return (
    <Page title="Make a token" caption="Provisioning" back={back} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      <form method="post" noValidate>
        <input type="hidden" name="form" value={form} />
        <TextField
          name="name"
          label="Name"
          hint="What uses it. It stands beside what it changes in people’s files."
          refusal={refusal}
          value={refusal?.typed.name as string}
          width={20}
        />
        <TextField
          name="untilOn"
          kind="date"
          label="Last day it works on (optional)"
          hint="Leave it empty for a token that works until it is revoked."
          refusal={refusal}
          value={refusal?.typed.untilOn as string}
          width={10}
        />
        <SendButton>Make the token</SendButton>
      </form>
    </Page>
  );
}

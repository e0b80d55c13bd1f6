import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, type Visit } from "../auth/guard.ts";
import { issueSetUpCode } from "../auth/set-up-code.ts";
import { fullName } from "../auth/viewer.ts";
import { writeMoment } from "../days.ts";
import { type FormRefusal, refuseForm } from "../form.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { HandedCode } from "../ui/handed-code.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { handle, ...holder } = await holderOf(visit);
  return { name: fullName(holder), back: `/admin/${encodeURIComponent(handle)}` };
});

type Answer = {
  refusal?: FormRefusal;
  issued?: { code: string; until: string; address: string };
};

/** The code is shown with this answer and never again, so there is no page to send on to. */
export const action = forRole("administrator", async (visit) => {
  const { viewer, portal } = visit;
  const { personId } = await holderOf(visit);
  const by = { by: viewer.personId, now: portal.now() };
  const issued = await portal.db.transaction((tx) => issueSetUpCode(tx, { personId, ...by }));
  if ("refused" in issued) {
    return data<Answer>(refuseForm({}, { form: issued.refused }), { status: 409 });
  }
  const { locale, timeZone } = await portal.organization();
  const until = writeMoment(locale, timeZone, issued.expiresAt);
  const address = new URL("/set-up", portal.publicUrl).href;
  return data<Answer>({ issued: { code: issued.code, until, address } });
});

export default function HandOverCode() {
  const { name, back } = useLoaderData<typeof loader>();
  const { refusal, issued } = useActionData<typeof action>() ?? {};
  const backLink = { to: back, label: name };
  if (issued) {
    return (
      <Page title={`Set-up code for ${name}`} back={backLink}>
        <HandedCode {...issued} />
      </Page>
    );
  }
  return (
    <Page title="Hand over a set-up code" caption={name} back={backLink} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        With the code {name} sets a new password and is signed out everywhere else. Hand it over
        yourself, when you have seen the person: whoever holds it can sign in as them. The ledger
        keeps that you did.
      </p>
      <form method="post">
        <SendButton>Make the code</SendButton>
      </form>
    </Page>
  );
}

async function holderOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  return holder;
}

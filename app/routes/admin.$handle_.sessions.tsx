import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { endingReasons, isEndingReason, methodWords } from "../auth/session-words.ts";
import { endSessionsOf, readSessionsOf } from "../auth/sessions-of.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { viewer, portal, url } = visit;
  const holder = await holderOf(visit);
  return {
    clock: await clockOf(portal),
    name: fullName(holder),
    back: `/admin/${encodeURIComponent(holder.handle)}`,
    isSelf: holder.personId === viewer.personId,
    isDone: url.searchParams.has("ended"),
    sessions: await readSessionsOf(viewer, portal.db, holder.personId),
  };
});

const asked = z.object({
  reason: z
    .string({ error: "Choose why the sessions are ended" })
    .refine(isEndingReason, "Choose one of the reasons below"),
});

export const action = forRole("administrator", async (visit) => {
  const { viewer, portal } = visit;
  const { personId, handle } = await holderOf(visit);
  const form = await readForm(visit.request, asked);
  if ("refusal" in form) return data(form, { status: 400 });
  const { reason } = form.value;
  const ended = await endSessionsOf(viewer, portal, { personId, reason });
  if ("refused" in ended) {
    return data(refuseForm({ reason }, { form: ended.refused }), { status: 409 });
  }
  const page = `/admin/${encodeURIComponent(handle)}/sessions?ended`;
  return seeOther(personId === viewer.personId ? "/sign-in" : page);
});

export default function SessionsOfPerson() {
  const { clock, name, back, isSelf, isDone, sessions } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Sessions"
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isDone && !refusal ? <DoneBanner>{name} is signed out everywhere.</DoneBanner> : null}
      {sessions.length === 0 ? (
        <p className="govuk-body">{name} is signed in nowhere.</p>
      ) : (
        <>
          <Table
            caption={
              sessions.length === 1
                ? "Signed in at one place"
                : `Signed in at ${sessions.length} places`
            }
            columns={["Since", "By", "Second factor"].map((title) => ({ title }))}
            rows={sessions.map(({ startedAt, method, hasSecondFactor }, index) => ({
              key: String(index),
              cells: [
                <AtMoment key="since" clock={clock} at={startedAt} />,
                methodWords[method],
                hasSecondFactor ? "Shown" : "Not shown",
              ],
            }))}
          />
          <form method="post" noValidate>
            <ChoiceField
              name="reason"
              legend="Sign out everywhere"
              hint="Why? The ledger keeps this, with who did it and when."
              options={Object.entries(endingReasons).map(([value, label]) => ({ value, label }))}
              refusal={refusal}
            />
            <p className="govuk-body">
              {isSelf ? "You are" : `${name} is`} signed out at once. What was typed and not sent is
              lost; whoever knows the password, or is signed in with an account of the City, can
              sign in again.
            </p>
            <SendButton kind="warning">End all sessions</SendButton>
          </form>
        </>
      )}
    </Page>
  );
}

async function holderOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  return holder;
}

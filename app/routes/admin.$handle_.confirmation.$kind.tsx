import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { askConfirmation } from "../auth/confirmations/ask-confirmation.ts";
import { seesCases } from "../auth/confirmations/case-grants.ts";
import {
  confirmationWords,
  isConfirmationKind,
  sayFollows,
} from "../auth/confirmations/confirmation-words.ts";
import { readOpenConfirmation } from "../auth/confirmations/read-confirmations.ts";
import { settleConfirmation } from "../auth/confirmations/settle-confirmation.ts";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { askingOf } from "../auth/second-factor/needs-factor.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { holder, kind, back, open } = await askedOf(visit);
  const { portal } = visit;
  const asking = askingOf(portal, await seesCases(portal.db, holder.personId));
  return {
    follows: sayFollows(kind, asking),
    ...{ kind, name: fullName(holder), back, open: open ?? null },
    isOwn: open?.askedById === visit.viewer.personId,
    isSelf: holder.personId === visit.viewer.personId,
    clock: await clockOf(portal),
  };
});

const wanted = z.object({
  act: z.enum(["ask", "withdraw"], { error: "Press one of the buttons below" }),
});

export const action = forRole("administrator", async (visit) => {
  const { holder, kind, back, open } = await askedOf(visit);
  const { viewer, portal } = visit;
  const form = await readForm(visit.request, wanted);
  if ("refusal" in form) return data(form, { status: 400 });
  const done =
    form.value.act === "ask"
      ? await askConfirmation(viewer, portal, { kind, personId: holder.personId })
      : open
        ? await settleConfirmation(viewer, portal, open, "withdrawn")
        : { refused: "Nothing is left to do: this was settled already" };
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`${back}/confirmation/${kind}`);
});

export default function AskSecondPerson() {
  const { kind, name, back, follows, open, isOwn, isSelf, clock } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { title } = confirmationWords[kind];
  return (
    <Page title={title} caption={name} back={{ to: back, label: name }} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {isSelf ? (
        <p className="govuk-body">
          This is you. Another administrator asks for this: nobody does so about themselves.
        </p>
      ) : open?.ended ? (
        <>
          <p className="govuk-body">
            On <AtMoment clock={clock} at={open.ended.at} />, {open.ended.by} confirmed this.{" "}
            {follows}
          </p>
          {isOwn ? (
            <a className="govuk-button" href={`${back}/set-up-code`}>
              Go on to the set-up code
            </a>
          ) : (
            <p className="govuk-body">{open.askedBy} asked for it, and goes on with it.</p>
          )}
        </>
      ) : open ? (
        <>
          <p className="govuk-body">
            On <AtMoment clock={clock} at={open.askedAt} />, {open.askedBy} asked for this. It waits
            until somebody else who holds a role for cases has confirmed it. They were told by a
            notice.
          </p>
          <form method="post">
            <input type="hidden" name="act" value="withdraw" />
            <SendButton kind="secondary">Withdraw it</SendButton>
          </form>
        </>
      ) : (
        <form method="post">
          <p className="govuk-body">
            {name} holds a role for cases. So nobody changes their way in alone: you ask, and
            somebody else who holds such a role, or the city manager, confirms. Everybody who holds
            one is told.
          </p>
          <p className="govuk-body">{follows}</p>
          <p className="govuk-body">Ask for it when you have seen the person.</p>
          <input type="hidden" name="act" value="ask" />
          <SendButton>Ask for confirmation</SendButton>
        </form>
      )}
    </Page>
  );
}

async function askedOf({ viewer, portal, params }: Visit) {
  const { handle = "", kind } = params;
  const holder = await readGrantHolder(viewer, portal.db, handle);
  if (!holder || !isConfirmationKind(kind)) throw notFound();
  const { personId } = holder;
  const asked = { kind, personId, now: portal.now() };
  const open = await readOpenConfirmation(viewer, portal.db, asked);
  return { holder, kind, open, back: `/admin/${encodeURIComponent(holder.handle)}` };
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, seeOther } from "../auth/guard.ts";
import { moreWords } from "../exchanges/advice-form.ts";
import { readExchangeWords } from "../exchanges/exchange-settings.ts";
import { openOwnExchange } from "../exchanges/open-exchange.ts";
import { readOwnExchange } from "../exchanges/own-exchange.ts";
import { writeToAdviser } from "../exchanges/write-to-adviser.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { LeaveFirst, LookAgain, OwnExchangeHead, OwnExchangeWords } from "../ui/own-exchange.tsx";
import { Page } from "../ui/page.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";
import { WriteMore } from "../ui/write-more.tsx";

export const loader = forSignedIn(async ({ viewer, portal, params, url }) => {
  const exchange = await readOwnExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  const { kept, contact, settings } = await readExchangeWords(portal);
  const done = doneWords[url.searchParams.get("done") ?? ""] ?? null;
  const sentences = settings.leavePolitely;
  return { exchange, kept, contact, sentences, done, formId: randomUUID() };
});

export const action = forSignedIn(async ({ viewer, portal, params, request }) => {
  const number = params.number ?? "";
  // Before the form is looked at: to whom the exchange is not there, nothing is.
  const exchange = await openOwnExchange(viewer, portal, number);
  if (!exchange) throw notFound();
  const form = await readForm(request, moreWords);
  if ("refusal" in form) return data(form, { status: 400 });
  const written = await writeToAdviser(viewer, portal, number, form.value);
  if (!written) throw notFound();
  if ("refused" in written) {
    const refusal = refuseForm(typedAgain(form.value), { form: written.refused });
    return data(refusal, { status: 409 });
  }
  return seeOther(`/advice/${exchange.number}?done=wrote`);
});

const doneWords: Record<string, string> = {
  asked: "Your request is sent. You find the answer here.",
  wrote: "What you wrote is sent.",
};

export default function OwnExchange() {
  const { exchange, kept, contact, sentences, done, formId } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={exchange.request ? "Your request for advice" : "An exchange of yours"}
      caption={exchange.number}
      back={{ to: "/advice", label: "Advice about an exchange" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <OwnExchangeHead exchange={exchange} />
      <LookAgain exchange={exchange} />
      <LeaveFirst exchange={exchange} sentences={sentences} />
      <OwnExchangeWords exchange={exchange} />
      <WriteMore exchange={exchange} contact={contact} formId={formId} refusal={refusal} />
      <WhatIsKept kept={kept} />
    </Page>
  );
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forEveryone, refuse, seeOther } from "../auth/guard.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { adviceForm, askedBy } from "../exchanges/advice-form.ts";
import { askForAdvice, whyNoAdvice } from "../exchanges/ask-for-advice.ts";
import { readExchangeNews } from "../exchanges/exchange-news.ts";
import { readExchangeWords } from "../exchanges/exchange-settings.ts";
import { ownOrder, readOwnExchanges } from "../exchanges/own-exchanges.ts";
import { readOwnWaiting } from "../exchanges/own-waiting.ts";
import { readAddressees } from "../exchanges/possible-parties.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import type { Portal } from "../portal.ts";
import { AdviceForm } from "../ui/advice-form.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { HomeAdvice } from "../ui/home-advice.tsx";
import { LeavePolitely } from "../ui/leave-politely.tsx";
import { OwnExchangeList } from "../ui/own-exchange-list.tsx";
import { Page } from "../ui/page.tsx";
import { Paragraphs } from "../ui/paragraphs.tsx";
import { Warning } from "../ui/warning.tsx";

const path = "/advice";

export const loader = forEveryone(async ({ viewer, portal, url }) => {
  const { settings, platforms, kept, contact } = await readExchangeWords(portal);
  const words = { sentences: settings.leavePolitely, danger: settings.danger ?? null };
  if (!viewer) return { ...words, own: null };
  const [earlier, news, waiting, asking] = await Promise.all([
    readEarlier(viewer, portal, url),
    readExchangeNews(viewer, portal),
    readOwnWaiting(viewer, portal),
    readAsking(viewer, portal),
  ]);
  return {
    ...words,
    own: { earlier, news, waiting, asking: { ...asking, platforms, kept, contact } },
  };
});

async function readAsking(viewer: Viewer, portal: Portal) {
  const whyNot = await whyNoAdvice(viewer, portal);
  return { whyNot, formId: randomUUID(), addressees: await readAddressees(viewer, portal) };
}

async function readEarlier(viewer: Viewer, portal: Portal, url: URL) {
  const from = readPlace(url.searchParams, "own-exchanges", ownOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { rows, ...page } = await readOwnExchanges(viewer, portal, from);
  return {
    clock: await clockOf(portal),
    exchanges: rows,
    ...pageAddresses(path, {}, "own-exchanges", page),
  };
}

export const action = forEveryone(async ({ viewer, portal, request }) => {
  const { platforms } = await readExchangeWords(portal);
  const form = await readForm(request, adviceForm(platforms));
  if (!viewer) {
    const { what, address } = "refusal" in form ? form.refusal.typed : form.value;
    const typed = typedAgain({ what: String(what ?? ""), address: String(address ?? "") });
    return data(refuseForm(typed, { form: signedOut }), { status: 401 });
  }
  if ("refusal" in form) return data(form, { status: 400 });
  const asked = await askForAdvice(viewer, portal, askedBy(form.value));
  if ("refused" in asked) {
    const typed = { ...form.value };
    return data(refuseForm(typed, { form: asked.refused }), { status: 409 });
  }
  return seeOther(`${path}/${asked.number}?done=asked`);
});

const signedOut =
  "You are signed out, and nothing was sent. Copy what you wrote, sign in, and send it from there";

export default function Advice() {
  const { sentences, danger, own } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page title="Advice about an exchange" failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {own ? <HomeAdvice clock={own.earlier.clock} news={own.news} waiting={own.waiting} /> : null}
      <LeavePolitely sentences={sentences} />
      {danger ? (
        <section aria-labelledby="danger">
          <h2 className="govuk-heading-m" id="danger">
            When somebody is in danger
          </h2>
          <Warning>{danger}</Warning>
        </section>
      ) : null}
      {own === null ? (
        <SignInFirst typed={refusal?.typed} />
      ) : own.asking.whyNot ? (
        <p className="govuk-body">{own.asking.whyNot}.</p>
      ) : (
        <AdviceForm asking={own.asking} refusal={refusal} />
      )}
      {own ? <OwnExchangeList {...own.earlier} /> : null}
    </Page>
  );
}

/** For who is not signed in: the way in and back, and what they wrote before they were signed out. */
function SignInFirst({
  typed,
}: {
  typed: Record<string, string | string[] | undefined> | undefined;
}) {
  const written = [typed?.what, typed?.address].filter(Boolean).join("\n\n");
  return (
    <section aria-labelledby="ask">
      <h2 className="govuk-heading-m" id="ask">
        Then ask
      </h2>
      {written ? (
        <div className="card">
          <h3 className="govuk-heading-s">What you wrote</h3>
          <Paragraphs text={written} />
        </div>
      ) : null}
      <p className="govuk-body">
        If you work for the City, your supervisor can advise you what to do next. Sign in, and you
        come back here.
      </p>
      <a className="govuk-button govuk-button--start" href={`/sign-in?to=${path}`}>
        Sign in and ask
      </a>
    </section>
  );
}

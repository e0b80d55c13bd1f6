import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { listEvidence } from "../evidence-files/list-evidence.ts";
import { readActsOf } from "../exchanges/acts-of.ts";
import { escalateExchange } from "../exchanges/escalate-exchange.ts";
import { escalateForm } from "../exchanges/escalation-form.ts";
import { readTelling } from "../exchanges/exchange-act.ts";
import { readExchangeSource } from "../exchanges/exchange-source.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { openExchange } from "../exchanges/open-exchange.ts";
import { whyNoEscalation } from "../exchanges/tell-of-escalation.ts";
import { readForm, refuseForm } from "../form.ts";
import { newEntryForm } from "../intake/enter-report.ts";
import { keepReceipt } from "../intake/handed-receipt.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Paragraphs } from "../ui/paragraphs.tsx";
import { PassedOn } from "../ui/passed-on.tsx";
import { Warning } from "../ui/warning.tsx";
import { WrittenSince } from "../ui/written-since.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params, url } = visit;
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  await noteOpening(visit, exchange.number);
  const [whyNot, read, telling, acts] = await Promise.all([
    whyNoEscalation(portal.db, exchange),
    readExchangeSource(portal, exchange),
    readTelling(portal.db, exchange),
    readActsOf(portal.db, exchange),
  ]);
  const told = acts.find(({ act }) => act === "told");
  return {
    ...{ number: exchange.number, whyNot, form: newEntryForm(viewer, portal, randomUUID()) },
    ...{ clock: await clockOf(portal), source: read?.source ?? null, seen: read?.lastAct ?? 0 },
    words: telling?.words ?? null,
    told: told ? { by: told.by, at: told.at } : null,
    since: acts.flatMap(({ act, number, at, words }) =>
      act === "wrote" && words && number > (told?.number ?? 0) ? [{ number, at, words }] : [],
    ),
    files: await listEvidence(portal, portal.db, exchange),
    isJustTold: url.searchParams.get("done") === "told",
  };
});

export const action = forAdviser(async ({ viewer, portal, request, params }) => {
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  const form = await readForm(request, escalateForm);
  if ("refusal" in form) {
    const { errors } = form.refusal;
    const [sentence = ""] = Object.values(errors);
    return data(refuseForm({}, { form: sentence }), { status: 400 });
  }
  const done = await escalateExchange(viewer, portal, exchange.number, form.value);
  if (!done) throw notFound();
  if ("refused" in done) return data(refuseForm({}, { form: done.refused }), { status: 409 });
  const path = `/exchanges/${exchange.number}`;
  return seeOther(`${path}/code`, { "Set-Cookie": keepReceipt(viewer, portal, done, path) });
});

export default function Escalate() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { number, whyNot, form, seen, clock, source, words, told, since, files } = page;
  const path = `/exchanges/${number}`;
  const name = source?.person.name ?? "";
  return (
    <Page
      title="Pass it to Human Resources"
      caption={`${number}, step 2 of 2`}
      back={{ to: path, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {page.isJustTold && !refusal && !whyNot ? <DoneBanner>{name} is told.</DoneBanner> : null}
      {whyNot || !source || !told ? (
        <>
          <p className="govuk-body">{whyNot}.</p>
          {told ? null : (
            <p className="govuk-body">
              <a className="govuk-link" href={`${path}/tell`}>
                Tell the employee first
              </a>
            </p>
          )}
        </>
      ) : (
        <>
          <WrittenSince clock={clock} name={name} told={told} since={since} />
          <Warning>
            This is final: Human Resources gets it as a violation report, and it cannot be taken
            back. You can also wait, or leave it here: then it stays support.
          </Warning>
          <form method="post" noValidate>
            <input type="hidden" name="form" value={form} />
            <input type="hidden" name="seen" value={seen} />
            <SendButton>Send it to Human Resources</SendButton>
          </form>
          <h2 className="govuk-heading-m">What {name} was told</h2>
          <div className="card govuk-body">
            <Paragraphs text={words ?? ""} />
          </div>
          <PassedOn clock={clock} source={source} files={files} />
        </>
      )}
    </Page>
  );
}

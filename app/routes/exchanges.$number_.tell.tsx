import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { listEvidence } from "../evidence-files/list-evidence.ts";
import { choicesOf, tellForm, tellTyped } from "../exchanges/escalation-form.ts";
import { readExchangeSource } from "../exchanges/exchange-source.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { openExchange } from "../exchanges/open-exchange.ts";
import {
  digestOfTelling,
  tellOfEscalation,
  whyNoTelling,
} from "../exchanges/tell-of-escalation.ts";
import { writeTelling } from "../exchanges/telling.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Paragraphs } from "../ui/paragraphs.tsx";
import { PassedOn } from "../ui/passed-on.tsx";
import { TellFields, TellNow } from "../ui/tell-fields.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params } = visit;
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  await noteOpening(visit, exchange.number);
  const [read, whyNot, { reports }] = await Promise.all([
    readExchangeSource(portal, exchange),
    whyNoTelling(portal.db, exchange),
    portal.organization(),
  ]);
  return {
    ...{ number: exchange.number, formId: randomUUID(), whyNot, source: read?.source ?? null },
    clock: await clockOf(portal),
    rules: (reports?.rules ?? []).map(({ says, onChannels }) =>
      onChannels ? `On a channel of the City: ${says}` : says,
    ),
    files: await listEvidence(portal, portal.db, exchange),
  };
});

/** Shows what is going to be read first, and tells it once it was looked at. */
export const action = forAdviser(async ({ viewer, portal, request, params }) => {
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  const form = await readForm(request, tellForm);
  if ("refusal" in form) return data({ ...form, check: null }, { status: 400 });
  const typed = tellTyped(form.value);
  if (form.value.do === "change") return data({ ...refuseForm(typed, {}), check: null });
  const { reports } = await portal.organization();
  const choices = choicesOf(form.value, reports?.rules ?? []);
  const look = async () => {
    const read = await readExchangeSource(portal, exchange);
    const words = writeTelling(choices, Boolean(read?.source.request));
    const lookedAt = { lookedAt: digestOfTelling(choices, words), seen: `${read?.lastAct ?? 0}` };
    return { typed: { ...typed, ...lookedAt }, words };
  };
  if (form.value.do === "look") return data({ refusal: null, check: await look() });
  const { formId, lookedAt, seen } = form.value;
  const telling = { formId, choices, lookedAt, seen };
  const done = await tellOfEscalation(viewer, portal, exchange.number, telling);
  if (!done) throw notFound();
  if ("refused" in done && done.isChanged) {
    const refusal = refuseForm({}, { form: done.refused });
    return data({ ...refusal, check: await look() }, { status: 409 });
  }
  if ("refused" in done) {
    return data({ ...refuseForm(typed, { form: done.refused }), check: null }, { status: 409 });
  }
  return seeOther(`/exchanges/${exchange.number}/escalate?done=told`);
});

export default function Tell() {
  const { number, formId, whyNot, source, clock, rules, files } = useLoaderData<typeof loader>();
  const { refusal, check } = useActionData<typeof action>() ?? {};
  const name = source?.person.name ?? "";
  const path = `/exchanges/${number}`;
  return (
    <Page
      title={check ? `What ${name} is going to read` : "Pass it to HR: tell the employee first"}
      caption={`${number}, step 1 of 2`}
      back={{ to: path, label: number }}
      failed={Object.keys(refusal?.errors ?? {}).length > 0}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot || !source ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : check ? (
        <>
          <div className="card govuk-body">
            <Paragraphs text={check.words} />
          </div>
          <Warning>
            This is final: {name} is told once, and these words stay as they are. Nothing goes to
            Human Resources yet.
          </Warning>
          <TellNow typed={check.typed} name={name} />
          <PassedOn clock={clock} source={source} files={files} />
        </>
      ) : (
        <>
          <p className="govuk-body">
            Before an exchange goes to Human Resources, {name} reads why, and can write to you about
            it. This step sends nothing to Human Resources; the next one does.
          </p>
          <p className="govuk-body">
            Until then the exchange report is support: it is not used in a case, and Human Resources
            does not see it. A law may still require that it is disclosed.
          </p>
          <TellFields {...{ formId, name, rules, refusal }} />
        </>
      )}
    </Page>
  );
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { followUpExchange } from "../exchanges/act-as-adviser.ts";
import { followUpForm } from "../exchanges/adviser-forms.ts";
import { readExchangePage } from "../exchanges/exchange-page.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { noFollowUp } from "../exchanges/why-no-act.ts";
import { readForm, refuseForm, typedAgain } from "../form.ts";
import { ErrorSummary, SendButton, TextAreaField, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SeenFields } from "../ui/seen-fields.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params } = visit;
  const page = await readExchangePage(viewer, portal, params.number ?? "");
  if (!page) throw notFound();
  await noteOpening(visit, page.number);
  const { number, person, seen } = page;
  return { number, person, seen, formId: randomUUID(), whyNot: noFollowUp(page) };
});

export const action = forAdviser(async ({ viewer, portal, request, params }) => {
  const number = params.number ?? "";
  const { today } = await clockOf(portal);
  const form = await readForm(request, followUpForm(today));
  if ("refusal" in form) {
    const page = await readExchangePage(viewer, portal, number);
    if (!page) throw notFoundWith(String(form.refusal.typed.words ?? ""));
    return data(form, { status: 400 });
  }
  const done = await followUpExchange(viewer, portal, number, form.value);
  if (!done) throw notFoundWith(form.value.words);
  if ("refused" in done) {
    const { formId, words, nextOn } = form.value;
    const typed = typedAgain({ formId, words, nextOn });
    return data(refuseForm(typed, { form: done.refused }), { status: 409 });
  }
  const became = form.value.nextOn ? "followed-up" : "closed";
  return seeOther(`/exchanges/${number}?done=${became}`);
});

export default function FollowUp() {
  const { number, person, seen, formId, whyNot } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Come back to it"
      caption={person.name}
      back={{ to: `/exchanges/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          <SeenFields formId={formId} seen={seen} refusal={refusal} />
          <TextAreaField
            name="words"
            label="What became of it?"
            hint={`It stands with the exchange, where ${person.givenName} reads it too. At most 20,000 characters.`}
            rows={5}
            refusal={refusal}
          />
          <TextField
            name="nextOn"
            label="Next day to come back to it"
            hint="Without one the exchange is closed, and stays with you: that is final."
            kind="date"
            width={20}
            refusal={refusal}
          />
          <SendButton>Keep it</SendButton>
        </form>
      )}
    </Page>
  );
}

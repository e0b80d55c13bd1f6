import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { closeExchange } from "../exchanges/act-as-adviser.ts";
import { closeForm } from "../exchanges/adviser-forms.ts";
import { readExchangePage } from "../exchanges/exchange-page.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { noClosing, noSilentClosing } from "../exchanges/why-no-act.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary, SendButton, TextAreaField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SeenFields } from "../ui/seen-fields.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params } = visit;
  const page = await readExchangePage(viewer, portal, params.number ?? "");
  if (!page) throw notFound();
  await noteOpening(visit, page.number);
  const { number, person, seen, isWaiting } = page;
  return { number, person, seen, formId: randomUUID(), whyNot: noClosing(page), isWaiting };
});

export const action = forAdviser(async ({ viewer, portal, request, params }) => {
  const number = params.number ?? "";
  const form = await readForm(request, closeForm);
  const typed = "refusal" in form ? String(form.refusal.typed.words ?? "") : form.value.words;
  const page = await readExchangePage(viewer, portal, number);
  if (!page) throw notFoundWith(typed);
  if ("refusal" in form) return data(form, { status: 400 });
  const { formId, words } = form.value;
  const silent = noSilentClosing(page, words);
  if (silent) return data(refuseForm({ formId, words }, { words: silent }), { status: 400 });
  const done = await closeExchange(viewer, portal, number, form.value);
  if (!done) throw notFoundWith(words);
  if ("refused" in done) {
    return data(refuseForm({ formId, words }, { form: done.refused }), { status: 409 });
  }
  return seeOther(`/exchanges/${number}?done=closed`);
});

export default function Close() {
  const { number, person, seen, formId, whyNot, isWaiting } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Close it without a log"
      caption={person.name}
      back={{ to: `/exchanges/${number}`, label: number }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          {isWaiting ? (
            <p className="govuk-body-l">
              {person.givenName} waits for your answer. Write it here: it is sent, and then the
              exchange is closed.
            </p>
          ) : null}
          <Warning>
            This is final: nobody can write to it or log it any more. It stays with you, also when{" "}
            {person.givenName} reports to somebody else.
          </Warning>
          <p className="govuk-body">
            Close it when there is nothing to keep of it. {person.givenName} reads that you closed
            it.
          </p>
          <SeenFields formId={formId} seen={seen} refusal={refusal} />
          {isWaiting ? (
            <TextAreaField
              name="words"
              label={`Your answer to ${person.givenName}`}
              rows={5}
              refusal={refusal}
            />
          ) : null}
          <SendButton kind="warning">
            {isWaiting ? "Send the answer and close the exchange" : "Close the exchange"}
          </SendButton>
        </form>
      )}
    </Page>
  );
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { chosenWords } from "../cases/export/chosen-words.ts";
import { addSeverances } from "../cases/export/severances.ts";
import { openForExport, readSeveringPage, sentencesOf } from "../cases/export/severing-page.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { told } from "../intake/form/told.ts";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { ErrorSummary, SendButton, TextAreaField, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SeveredWords } from "../ui/severing.tsx";

const wordsForm = z.object({
  formId: z.uuidv4("Open this page again, and send the form from there"),
  sentences: z.array(z.string().max(20_000)),
  from: told(20_000),
  until: told(1000),
  ground: z.string().default(""),
});

export const loader = forSignedIn(async (visit) => {
  const hand = await openForExport(visit);
  if ("whyNot" in hand) throw notFound();
  const { number, texts, grounds } = await readSeveringPage(visit, hand);
  const text = texts.find(({ key }) => key === visit.url.searchParams.get("text"));
  if (!text) throw notFound();
  const { locale } = await clockOf(visit.portal);
  return {
    number,
    text,
    grounds,
    sentences: sentencesOf(locale, text.words),
    formId: randomUUID(),
  };
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request, url } = visit;
  const form = await readForm(request, wordsForm);
  const hand = await openForExport(visit);
  if ("whyNot" in hand) throw notFound();
  if ("refusal" in form) return data(form, { status: 400 });
  const { formId, ground, ...chosen } = form.value;
  const { texts, grounds } = await readSeveringPage(visit, hand);
  const text = texts.find(({ key }) => key === url.searchParams.get("text"));
  if (!text) throw notFoundWith([chosen.from, chosen.until].filter(Boolean).join("\n\n"));
  const refuse = (errors: Record<string, string>, status = 400) =>
    data(refuseForm({ formId, ground, ...chosen }, errors), { status });
  const found = chosenWords(text.words, chosen);
  if ("refused" in found) return refuse({ [found.field]: found.refused });
  if (!grounds.some(({ id }) => id === ground))
    return refuse({ ground: "Choose the ground on which they are removed" });
  const done = await addSeverances(
    viewer,
    portal,
    hand.kase,
    { formId },
    found.passages.map((words) => ({ of: "words", words, ground })),
  );
  if ("refused" in done) return refuse({ form: done.refused }, 409);
  return seeOther(`/cases/${hand.kase.number}/export/sever?done=1`);
});

export default function SeverWords() {
  const { number, text, grounds, sentences, formId } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Remove words from the severed copy"
      caption={`${number}: ${text.where}`}
      back={{ to: `/cases/${number}/export/sever`, label: "What is removed" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <div className="govuk-inset-text">
        <SeveredWords words={text.left} />
      </div>
      <form method="post" noValidate>
        <input
          type="hidden"
          name="formId"
          value={(refusal?.typed.formId as string | undefined) ?? formId}
        />
        <CheckboxesField
          name="sentences"
          legend="Whole sentences to remove"
          options={sentences.map((sentence) => ({ value: sentence, label: sentence }))}
          refusal={refusal}
        />
        <TextAreaField
          name="from"
          label="Or paste the words to remove"
          hint="As they stand above. They go wherever they stand in the case."
          rows={3}
          refusal={refusal}
        />
        <TextField
          name="until"
          label="Of a long passage, paste its last words here"
          hint="Then everything from the words above up to these is removed. May be left empty."
          refusal={refusal}
        />
        <ChoiceField
          name="ground"
          legend="On what ground?"
          options={grounds.map(({ id, title, words }) => ({
            value: id,
            label: title,
            hint: words,
          }))}
          refusal={refusal}
        />
        <SendButton>Remove them</SendButton>
      </form>
    </Page>
  );
}

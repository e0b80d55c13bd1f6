import type { FormRefusal } from "../form.ts";
import type { ReportPage } from "../intake/report-page.ts";
import { SendButton, TextAreaField } from "./field.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** What reporter and office wrote to each other, and a form to write more. */
export function ReportMessages({
  page: { clock, number, messages },
  formId,
  refusal,
}: {
  page: ReportPage;
  formId: string;
  refusal: FormRefusal | undefined;
}) {
  return (
    <section aria-labelledby="messages">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="messages">
        Messages
      </h2>
      {messages.length === 0 ? <p className="govuk-body">Nothing was written yet.</p> : null}
      {messages.map(({ id, author, writtenBy, words, sentOn, sentAt }) => (
        <article key={id} className={`card message message--${author}`}>
          <p className="quiet">
            {author === "reporter" ? "The reporter" : writtenBy},{" "}
            {sentAt ? <AtMoment clock={clock} at={sentAt} /> : <OnDay clock={clock} day={sentOn} />}
          </p>
          <Paragraphs text={words} />
        </article>
      ))}
      <form method="post" action={`/reports/${number}`} noValidate className="no-print">
        <input
          type="hidden"
          name="formId"
          value={(refusal?.typed.formId as string | undefined) ?? formId}
        />
        <TextAreaField
          name="words"
          label="Write to the reporter"
          hint="They read it with their receipt code, and that somebody of the office wrote it. No mail goes out."
          rows={5}
          refusal={refusal}
        />
        <SendButton>Send the message</SendButton>
      </form>
    </section>
  );
}

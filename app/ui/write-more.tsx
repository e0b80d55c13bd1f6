import type { Organization } from "../content/frozen-version.ts";
import type { OwnExchange } from "../exchanges/own-exchange.ts";
import type { FormRefusal } from "../form.ts";
import { CallContact } from "./call-contact.tsx";
import { SendButton, TextAreaField } from "./field.tsx";
import { listNames } from "./list-names.ts";

type Contact = Organization["contacts"][number] | null;

/** A field to write more, and where that goes; or why there is none. */
export function WriteMore({
  exchange,
  contact,
  formId,
  refusal,
}: {
  exchange: OwnExchange;
  contact: Contact;
  formId: string;
  refusal: FormRefusal | null | undefined;
}) {
  const { number, whyNoWriting, readers } = exchange;
  return (
    <section aria-labelledby="more" className="no-print">
      <h2 className="govuk-heading-m" id="more">
        Write more
      </h2>
      {whyNoWriting ? (
        <p className="govuk-body">
          This exchange is closed.{" "}
          <a className="govuk-link" href="/advice">
            Ask for advice again
          </a>{" "}
          when something new comes of it.
        </p>
      ) : (
        <>
          <WhereItGoes exchange={exchange} contact={contact} />
          <form method="post" action={`/advice/${number}`} noValidate>
            <input
              type="hidden"
              name="formId"
              value={(refusal?.typed.formId as string | undefined) ?? formId}
            />
            <TextAreaField
              name="words"
              label={readers.length > 0 ? `Write to ${listNames(readers)}` : "Write more"}
              rows={4}
              refusal={refusal}
            />
            <SendButton>Send</SendButton>
          </form>
        </>
      )}
    </section>
  );
}

/** Once there is a report: who gets what is written now, and who does not. */
function WhereItGoes({
  exchange: { state, readers, report },
  contact,
}: {
  exchange: OwnExchange;
  contact: Contact;
}) {
  if (state === "told") {
    return (
      <p className="govuk-body">
        It can be sent to Human Resources at any time from now on, so write now: what you write
        before it is sent goes with it. Say what you think of it, or what should be known with it.
      </p>
    );
  }
  if (state !== "escalated") {
    return report ? (
      <p className="govuk-body">
        You can write your side:{" "}
        {readers.length > 0
          ? `${listNames(readers)} ${readers.length > 1 ? "read" : "reads"} it, and it stays`
          : "it stays"}{" "}
        with the report.
      </p>
    ) : null;
  }
  return (
    <>
      <p className="govuk-body">
        <strong>
          What you write here goes to {readers.length > 0 ? listNames(readers) : "nobody else"}{" "}
          only.
        </strong>{" "}
        Those who handle the report at Human Resources do not get it.
      </p>
      <p className="govuk-body">
        To reach those,{" "}
        <a className="govuk-link" href="/report">
          send a report of your own
        </a>
        {contact ? (
          <>
            , or turn to <CallContact contact={contact} />
          </>
        ) : null}
        . What becomes of the report is not shown here.
      </p>
    </>
  );
}

import type { ReactNode } from "react";
import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { noAnswer } from "../exchanges/why-no-act.ts";
import { doneWords } from "../exchanges/words.ts";
import type { FormRefusal } from "../form.ts";
import { SendButton, TextAreaField } from "./field.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** What was asked, answered and done, in order, and a form to answer. */
export function ExchangeThread({
  page,
  formId,
  refusal,
}: {
  page: ExchangePage;
  formId: string;
  refusal: FormRefusal | undefined;
}) {
  const { clock, number, person, acts, report, seen } = page;
  const whyNot = noAnswer({ isOpen: page.isOpen, isLogged: report !== null });
  return (
    <section aria-labelledby="written">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="written">
        What was written and done
      </h2>
      <Asked page={page} />
      {acts.map(({ number: place, act, by, isOwn, at, words, followUpOn }) =>
        words === null ? (
          <p className="govuk-body quiet" key={place}>
            {by} {doneWords[act]}, <AtMoment clock={clock} at={at} />
            {followUpOn ? (
              <>
                , to come back to it on <OnDay clock={clock} day={followUpOn} />
              </>
            ) : null}
          </p>
        ) : (
          <article key={place} className={`card message message--${isOwn ? "reporter" : "office"}`}>
            <p className="quiet">
              {by} {doneWords[act]}, <AtMoment clock={clock} at={at} />
            </p>
            <Paragraphs text={words} />
            {followUpOn ? (
              <p className="quiet">
                To come back to on <OnDay clock={clock} day={followUpOn} />
              </p>
            ) : null}
          </article>
        ),
      )}
      {whyNot ? null : (
        <form method="post" action={`/exchanges/${number}`} noValidate className="no-print">
          <SeenFields formId={formId} seen={seen} refusal={refusal} />
          <TextAreaField
            name="words"
            label={`Answer ${person.givenName}`}
            hint={`${person.givenName} reads it here, with your name. The mail about it says only that something waits.`}
            rows={5}
            refusal={refusal}
          />
          <SendButton>Send the answer</SendButton>
        </form>
      )}
    </section>
  );
}

function Asked({ page: { clock, person, request, begunAt, isOngoing } }: { page: ExchangePage }) {
  if (!request) return null;
  const said: [string, ReactNode][] = [
    ["Where", request.platform],
    [
      "Address",
      request.address ? (
        <span key="address" className="mono written">
          {request.address}
        </span>
      ) : null,
    ],
    ["Since when", request.since],
    ["Still going on", isOngoing ? "Yes" : "No"],
  ];
  return (
    <article className="card message message--reporter">
      <p className="quiet">
        {person.name} asked, <AtMoment clock={clock} at={begunAt} />
      </p>
      <Paragraphs text={request.what} />
      <SummaryList rows={said.filter(([, words]) => words)} />
    </article>
  );
}

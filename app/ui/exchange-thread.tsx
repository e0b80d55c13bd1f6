import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { noAnswer } from "../exchanges/why-no-act.ts";
import type { FormRefusal } from "../form.ts";
import { ExchangeActs } from "./exchange-acts.tsx";
import { SendButton, TextAreaField } from "./field.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { AtMoment } from "./when.tsx";

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
  const { clock, number, person, acts, seen } = page;
  // What was typed before another act was faster stays, to be copied.
  const isOffered = refusal !== undefined || noAnswer(page) === null;
  return (
    <section aria-labelledby="written">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="written">
        What was written and done
      </h2>
      <Asked page={page} />
      <ExchangeActs clock={clock} acts={acts} toOwner={false} />
      {isOffered ? (
        <form method="post" action={`/exchanges/${number}`} noValidate className="no-print">
          <SeenFields formId={formId} seen={seen} refusal={refusal} />
          <TextAreaField
            name="words"
            label={`Answer ${person.givenName}`}
            hint={sayHowRead(page)}
            rows={5}
            refusal={refusal}
          />
          <SendButton>Send the answer</SendButton>
        </form>
      ) : null}
    </section>
  );
}

/** How the answer reaches its person; who can is asked to tell them, nobody else ever is. */
function sayHowRead({ person: { givenName, hasMail }, canTell }: ExchangePage): string {
  const here = `${givenName} reads it here, with your name.`;
  if (hasMail) return `${here} The mail about it says only that something waits.`;
  const only = `${givenName} has no e-mail address: they see it only when they look here`;
  return `${here} ${only}${canTell ? "; tell them yourself" : ""}.`;
}

/** What was asked, with where and since when in a line: it is read in a hurry. */
function Asked({ page: { clock, person, request, begunAt, isOngoing } }: { page: ExchangePage }) {
  if (!request) return null;
  const { what, platform, address, since } = request;
  return (
    <article className="card message" aria-labelledby="asked">
      <h3 className="govuk-heading-s message__head" id="asked">
        {person.name} asked
      </h3>
      <p className="quiet">
        <AtMoment clock={clock} at={begunAt} />
      </p>
      <Paragraphs text={what} />
      <p className="written">
        {[platform, since, isOngoing ? "Still going on then" : "Over then"]
          .filter(Boolean)
          .join(" · ")}
        {address ? <span className="own-line mono">{address}</span> : null}
      </p>
    </article>
  );
}

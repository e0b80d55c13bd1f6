import type { OwnExchange } from "../exchanges/own-exchange.ts";
import type { FormRefusal } from "../form.ts";
import { ExchangeActs } from "./exchange-acts.tsx";
import { ExchangeReport } from "./exchange-report.tsx";
import { ExchangeRequest } from "./exchange-request.tsx";
import { SendButton, TextAreaField } from "./field.tsx";
import { OwnStateTag } from "./own-state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment } from "./when.tsx";

/** Where it stands and who reads it now. */
export function OwnExchangeHead({ exchange }: { exchange: OwnExchange }) {
  const { clock, state, readers, formerReaders, keptFrom, begunAt, request } = exchange;
  return (
    <SummaryList
      rows={[
        ["State", <OwnStateTag key="state" state={state} />],
        [request ? "Asked" : "Begun", <AtMoment key="begun" clock={clock} at={begunAt} />],
        [
          "Who reads it",
          <span key="readers">
            {readers.length > 0
              ? listed(readers)
              : "Nobody at present. Call Human Resources or the City Manager"}
            {state === "escalated" ? (
              <span className="own-line">
                What was passed to Human Resources: those who handle reports
              </span>
            ) : null}
            {formerReaders.length > 0 ? (
              <span className="own-line quiet">
                {listed(formerReaders)} opened it before, and{" "}
                {formerReaders.length > 1 ? "do" : "does"} not read it any more
              </span>
            ) : null}
          </span>,
        ],
        ...(keptFrom.length > 0 && !request
          ? [["Kept from", listed(keptFrom)] as [string, string]]
          : []),
      ]}
    />
  );
}

/** For who may still be in the middle of it: the words to leave with. */
export function LeaveFirst({ exchange: { state, isOngoing } }: { exchange: OwnExchange }) {
  return state === "waiting" && isOngoing ? (
    <p className="govuk-body">
      While it still goes on,{" "}
      <a className="govuk-link" href="/advice#leave">
        leave it with one of these sentences
      </a>
      . The answer can wait.
    </p>
  ) : null;
}

/** What was asked, what was done about it, and the exchange report. */
export function OwnExchangeWords({ exchange }: { exchange: OwnExchange }) {
  const { clock, number, request, isOngoing, keptFrom, acts, report, evidence } = exchange;
  return (
    <>
      {acts.length > 0 ? (
        <section aria-labelledby="acts">
          <h2 className="govuk-heading-m" id="acts">
            What became of it
          </h2>
          <ExchangeActs clock={clock} acts={acts} toOwner />
        </section>
      ) : null}
      {report ? (
        <section aria-labelledby="report">
          <h2 className="govuk-heading-m" id="report">
            The exchange report
          </h2>
          <ExchangeReport {...{ clock, report, evidence }} path={`/advice/${number}/evidence`} />
        </section>
      ) : null}
      {request ? (
        <section aria-labelledby="asked">
          <h2 className="govuk-heading-m" id="asked">
            What you asked
          </h2>
          <ExchangeRequest {...{ request, isOngoing, keptFrom }} />
        </section>
      ) : null}
    </>
  );
}

/** A field to write more; or why there is none. */
export function WriteMore({
  exchange: { number, state, whyNoWriting, readers },
  formId,
  refusal,
}: {
  exchange: OwnExchange;
  formId: string;
  refusal: FormRefusal | null | undefined;
}) {
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
        <form method="post" action={`/advice/${number}`} noValidate>
          <input
            type="hidden"
            name="formId"
            value={(refusal?.typed.formId as string | undefined) ?? formId}
          />
          <TextAreaField
            name="words"
            label={readers.length > 0 ? `Write to ${listed(readers)}` : "Write more"}
            hint={
              state === "told"
                ? "It is going to be passed to Human Resources. Say here what you think of that, or what should be known with it."
                : undefined
            }
            rows={4}
            refusal={refusal}
          />
          <SendButton>Send</SendButton>
        </form>
      )}
    </section>
  );
}

const listed = (names: string[]) =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(names);

import type { OwnExchange } from "../exchanges/own-exchange.ts";
import { ExchangeActs } from "./exchange-acts.tsx";
import { ExchangeReport } from "./exchange-report.tsx";
import { ExchangeRequest } from "./exchange-request.tsx";
import { LeaveWith } from "./leave-politely.tsx";
import { listNames } from "./list-names.ts";
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
              ? listNames(readers)
              : "Nobody at present. Call Human Resources or the City Manager"}
            {state === "escalated" ? (
              <span className="own-line">
                What was passed to Human Resources: those who handle reports
              </span>
            ) : null}
            {formerReaders.length > 0 ? (
              <span className="own-line quiet">
                {listNames(formerReaders)} opened it before, and{" "}
                {formerReaders.length > 1 ? "do" : "does"} not read it any more
              </span>
            ) : null}
          </span>,
        ],
        ...(keptFrom.length > 0 && !request
          ? [["Kept from", listNames(keptFrom)] as [string, string]]
          : []),
      ]}
    />
  );
}

/** For who gets no mail: nothing tells them but this page. */
export function LookAgain({ exchange: { state, hasMail, acts } }: { exchange: OwnExchange }) {
  const isOver = state === "closed" && acts.at(-1)?.act !== "wrote";
  return hasMail || isOver ? null : (
    <p className="govuk-body">
      No mail comes to you about it, as no e-mail address of yours is known here. Look here again.
    </p>
  );
}

/** For who may still be in the middle of it: the words to leave with. */
export function LeaveFirst({
  exchange: { state, isOngoing },
  sentences,
}: {
  exchange: OwnExchange;
  sentences: string[];
}) {
  return state === "waiting" && isOngoing && sentences.length > 0 ? (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          If it still goes on: words to leave with
        </span>
      </summary>
      <div className="govuk-details__text">
        <LeaveWith sentences={sentences} />
      </div>
    </details>
  ) : null;
}

/** What was asked, what was done about it, and the exchange report. */
export function OwnExchangeWords({ exchange }: { exchange: OwnExchange }) {
  const { clock, number, begunAt, request, isOngoing, keptFrom } = exchange;
  const { acts, report, evidence } = exchange;
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
          <ExchangeRequest
            {...{ request, isOngoing, keptFrom }}
            who="you"
            day={<AtMoment clock={clock} at={begunAt} dayOnly />}
          />
        </section>
      ) : null}
    </>
  );
}

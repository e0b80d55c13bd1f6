import type { OwnExchange } from "../exchanges/own-exchange.ts";
import { ExchangeActs } from "./exchange-acts.tsx";
import { ExchangeReport } from "./exchange-report.tsx";
import { ExchangeRequest } from "./exchange-request.tsx";
import { listNames } from "./list-names.ts";
import { OwnStateTag } from "./own-state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment } from "./when.tsx";

/** Where it stands and who reads it now. */
export function OwnExchangeHead({ exchange }: { exchange: OwnExchange }) {
  const { clock, state, readers, formerReaders, begunAt, request } = exchange;
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
                {listNames(formerReaders)} {formerReaders.length > 1 ? "do" : "does"} not read it
                any more
              </span>
            ) : null}
          </span>,
        ],
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

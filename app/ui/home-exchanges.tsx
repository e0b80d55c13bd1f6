import type { WaitingExchanges } from "../exchanges/waiting-exchanges.ts";

/** What waits for whoever advises: above everything else where somebody waits, one quiet line where nobody does. */
export function HomeExchanges({ exchanges }: { exchanges: WaitingExchanges }) {
  const { waiting, ongoing, due } = exchanges;
  if (waiting + due === 0) {
    return (
      <p className="govuk-body">
        <a className="govuk-link" href="/exchanges">
          Exchanges
        </a>
        : nobody waits for your advice.
      </p>
    );
  }
  return (
    <section className="card" aria-labelledby="exchanges">
      <h2 className="govuk-heading-m" id="exchanges">
        Advice
      </h2>
      {waiting > 0 ? (
        <p className="govuk-body">
          {waiting === 1
            ? "1 exchange waits for your answer"
            : `${waiting} exchanges wait for your answer`}
          {ongoing > 0 ? (
            <strong>{ongoing === 1 ? ", 1 still going on" : `, ${ongoing} still going on`}</strong>
          ) : null}
          .
        </p>
      ) : null}
      {due > 0 ? (
        <p className="govuk-body">
          {due === 1 ? "1 is to be come back to today." : `${due} are to be come back to today.`}
        </p>
      ) : null}
      <a className="govuk-button" href="/exchanges">
        Open the exchanges
      </a>
    </section>
  );
}

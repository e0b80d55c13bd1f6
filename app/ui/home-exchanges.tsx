import type { WaitingExchanges } from "../exchanges/waiting-exchanges.ts";

/** What waits for whoever advises: above everything else where somebody waits, one quiet line where nobody does. */
export function HomeExchanges({ exchanges }: { exchanges: WaitingExchanges }) {
  const { waiting, ongoing, due, wroteSince, told } = exchanges;
  if (waiting + due + wroteSince + told === 0) {
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
        Exchanges to advise in
      </h2>
      <ul className="govuk-list">
        {waiting > 0 ? (
          <li>
            {waiting === 1 ? "1 waits" : `${waiting} wait`} for your answer
            {ongoing > 0 ? (
              <strong>
                {waiting === 1 ? ", and is still going on" : `, ${ongoing} of them still going on`}
              </strong>
            ) : null}
          </li>
        ) : null}
        {wroteSince > 0 ? (
          <li>
            {wroteSince === 1
              ? "1 person wrote in an exchange you had closed"
              : `In ${wroteSince} exchanges you had closed, their people wrote`}
          </li>
        ) : null}
        {told > 0 ? (
          <li>
            {told === 1
              ? "1 person was told that it goes to Human Resources, and it is not passed on yet"
              : `${told} people were told that it goes to Human Resources, and it is not passed on yet`}
          </li>
        ) : null}
        {due > 0 ? <li>{due === 1 ? "1 follow-up is due" : `${due} follow-ups are due`}</li> : null}
      </ul>
      <a className="govuk-button" href="/exchanges">
        Open the exchanges
      </a>
    </section>
  );
}

import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { noAnswer, noClosing, noFollowUp, noLog } from "../exchanges/why-no-act.ts";

/** What an adviser can do next with an exchange; folded, what they cannot, and why. `hasCode`: a receipt code waits. */
export function AdviserActs({ page, hasCode }: { page: ExchangePage; hasCode: boolean }) {
  const { number, person, draft } = page;
  const path = `/exchanges/${number}`;
  const acts = [
    { to: "#words", title: `Answer ${person.givenName}`, whyNot: noAnswer(page) },
    {
      to: draft ? `/exchanges/drafts/${draft}` : `/exchanges/new?request=${number}`,
      title: draft ? "Go on with your draft of the log" : "Log the exchange",
      whyNot: noLog(page),
    },
    { to: `${path}/follow-up`, title: "Come back to it", whyNot: noFollowUp(page) },
    {
      to: `${path}/tell`,
      title: `Tell ${person.givenName} that it is to go to Human Resources`,
      whyNot: page.whyNoTelling,
    },
    { to: `${path}/escalate`, title: "Pass it to Human Resources", whyNot: page.whyNoEscalation },
    { to: `${path}/close`, title: "Close it without a log", whyNot: noClosing(page) },
  ];
  const possible = acts.filter(({ whyNot }) => !whyNot);
  const others = acts.filter(({ whyNot }) => whyNot);
  if (hasCode) {
    possible.unshift({ to: `${path}/code`, title: "Keep the receipt code", whyNot: null });
  }
  return (
    <section className="no-print" aria-label="What you can do">
      <h2 className="govuk-heading-m govuk-!-margin-top-6">What you can do</h2>
      {possible.length > 0 ? (
        <ul className="govuk-list">
          {possible.map(({ to, title }) => (
            <li key={to}>
              <a className="govuk-link" href={to}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="govuk-body">Nothing is left to do.</p>
      )}
      {others.length > 0 ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">What cannot be done now, and why</span>
          </summary>
          <div className="govuk-details__text">
            <ul className="govuk-list">
              {others.map(({ to, title, whyNot }) => (
                <li key={to}>
                  <strong>{title}</strong>
                  <span className="own-line">{whyNot}.</span>
                </li>
              ))}
            </ul>
          </div>
        </details>
      ) : null}
    </section>
  );
}

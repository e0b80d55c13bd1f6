import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { noAnswer, noClosing, noFollowUp, noLog } from "../exchanges/why-no-act.ts";

/** What an adviser can do next with an exchange; of what they cannot, why not. */
export function AdviserActs({ page }: { page: ExchangePage }) {
  const { number, isOpen, report, person } = page;
  const path = `/exchanges/${number}`;
  const known = { isOpen, isLogged: report !== null };
  const acts = [
    { to: "#words", title: `Answer ${person.givenName}`, whyNot: noAnswer(known) },
    {
      to: `/exchanges/new?request=${number}`,
      title: "Log the exchange",
      whyNot: noLog(known),
    },
    { to: `${path}/follow-up`, title: "Come back to it", whyNot: noFollowUp(known) },
    {
      to: `${path}/tell`,
      title: `Tell ${person.givenName} that it is to go to Human Resources`,
      whyNot: page.whyNoTelling,
    },
    { to: `${path}/escalate`, title: "Pass it to Human Resources", whyNot: page.whyNoEscalation },
    { to: `${path}/close`, title: "Close it without a log", whyNot: noClosing(known) },
  ];
  return (
    <section className="no-print" aria-label="What you can do">
      <h2 className="govuk-heading-m govuk-!-margin-top-6">What you can do</h2>
      <ul className="govuk-list">
        {acts.map(({ to, title, whyNot }) => (
          <li key={to}>
            {whyNot ? (
              <span className="quiet">
                {title}: {whyNot[0]?.toLowerCase()}
                {whyNot.slice(1)}
              </span>
            ) : (
              <a className="govuk-link" href={to}>
                {title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

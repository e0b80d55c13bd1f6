import type { ExchangeNews } from "../exchanges/exchange-news.ts";
import { sayAct } from "../exchanges/exchange-words.ts";

/** A line for each of somebody's own exchanges in which an adviser did something lately; nothing without. */
export function HomeAdvice({ news }: { news: ExchangeNews[] }) {
  if (news.length === 0) return null;
  return (
    <div className="govuk-inset-text">
      <h2 className="govuk-heading-s">Advice for you</h2>
      <ul className="govuk-list">
        {news.map((one) => (
          <li key={one.number}>
            <a className="govuk-link" href={`/advice/${one.number}`}>
              {sayAct({ ...one, isOwn: false }, { toOwner: true })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

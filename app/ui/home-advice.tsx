import type { Clock } from "../clock.ts";
import type { ExchangeNews } from "../exchanges/exchange-news.ts";
import type { OwnWaiting } from "../exchanges/own-waiting.ts";
import { sayAct } from "../exchanges/words.ts";
import { listNames } from "./list-names.ts";
import { OnDay } from "./when.tsx";

/**
 * A line for each of somebody's own exchanges in which an adviser did something lately, and for each that waits for
 * an answer; nothing without.
 */
export function HomeAdvice({
  clock,
  news,
  waiting,
}: {
  clock: Clock;
  news: ExchangeNews[];
  waiting: OwnWaiting[];
}) {
  if (news.length + waiting.length === 0) return null;
  return (
    <div className="govuk-inset-text">
      <h2 className="govuk-heading-s">Advice for you</h2>
      <ul className="govuk-list">
        {news.map((one) => (
          <li key={one.number}>
            <a className="govuk-link" href={`/advice/${one.number}`}>
              {sayAct({ ...one, isOwn: false }, { toOwner: true })}
            </a>
            <WhichOne clock={clock} {...one} />
          </li>
        ))}
        {waiting.map((one) => (
          <li key={one.number}>
            <a className="govuk-link" href={`/advice/${one.number}`}>
              Your request waits for {one.readers.length > 0 ? listNames(one.readers) : "an answer"}
            </a>
            <WhichOne clock={clock} {...one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "Facebook, 23 November 2026": tells one exchange from another. */
function WhichOne({
  clock,
  platform,
  begunOn,
}: Pick<OwnWaiting, "platform" | "begunOn"> & { clock: Clock }) {
  return (
    <span className="own-line quiet">
      {platform ? `${platform}, ` : null}
      <OnDay clock={clock} day={begunOn} />
    </span>
  );
}

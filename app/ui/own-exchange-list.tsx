import type { Clock } from "../clock.ts";
import type { ListedOwnExchange } from "../exchanges/own-exchanges.ts";
import { OwnStateTag } from "./own-state-tag.tsx";
import { Paging } from "./paging.tsx";
import { OnDay } from "./when.tsx";

/** What somebody asked before, and what was logged for them, the last first; nothing without. */
export function OwnExchangeList({
  clock,
  exchanges,
  previous,
  next,
}: {
  clock: Clock;
  exchanges: ListedOwnExchange[];
  previous: string | null;
  next: string | null;
}) {
  if (exchanges.length === 0) return null;
  return (
    <section aria-labelledby="earlier">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="earlier">
        Your earlier requests
      </h2>
      <ul className="own-exchanges">
        {exchanges.map(({ number, begunOn, loggedBy, state }) => (
          <li key={number}>
            <span>
              <a className="govuk-link" href={`/advice/${number}`}>
                {loggedBy ? `Logged by ${loggedBy}, ` : "Asked "}
                <OnDay clock={clock} day={begunOn} />
              </a>
              <span className="own-line quiet">{number}</span>
            </span>
            <OwnStateTag state={state} />
          </li>
        ))}
      </ul>
      <Paging previous={previous} next={next} />
    </section>
  );
}

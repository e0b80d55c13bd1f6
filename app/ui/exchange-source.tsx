import type { Clock } from "../clock.ts";
import type { ExchangeSource as Source } from "../intake/answers.ts";
import { ExchangeReport } from "./exchange-report.tsx";
import { ExchangeRequest } from "./exchange-request.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { OnDay } from "./when.tsx";

/** An exchange as it is passed on: what was asked, the log, and what was written. `level` is of its headings. */
export function ExchangeSource({
  clock,
  source: { person, request, log, messages },
  level: Heading,
}: {
  clock: Clock;
  source: Source;
  level: "h3" | "h4";
}) {
  return (
    <>
      {request ? (
        <>
          <Heading className="govuk-heading-s">What {person.name} asked</Heading>
          <p className="govuk-body quiet">
            Asked on <OnDay clock={clock} day={request.askedOn} />
          </p>
          <ExchangeRequest
            request={request}
            isOngoing={request.isOngoing}
            who={person.name}
            day={<OnDay clock={clock} day={request.askedOn} />}
          />
        </>
      ) : null}
      <Heading className="govuk-heading-s">The exchange report</Heading>
      <ExchangeReport clock={clock} report={log} by={log.by} />
      {messages.length ? (
        <Heading className="govuk-heading-s">What was written about it</Heading>
      ) : null}
      {messages.map(({ by, on, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: They stand in order, and never move.
        <article key={index} className="card message">
          <p className="quiet">
            {by}, <OnDay clock={clock} day={on} />
          </p>
          <Paragraphs text={words} />
        </article>
      ))}
    </>
  );
}

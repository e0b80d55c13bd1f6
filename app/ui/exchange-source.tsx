import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { ExchangeSource as Source } from "../intake/answers.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
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
          <SummaryList rows={requestRows(clock, request)} />
        </>
      ) : null}
      <Heading className="govuk-heading-s">The exchange report</Heading>
      <SummaryList rows={logRows(clock, log)} />
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

function requestRows(
  clock: Clock,
  { what, platform, address, since, askedOn, isOngoing }: NonNullable<Source["request"]>,
): [string, ReactNode][] {
  return [
    ["Asked", <OnDay key="on" clock={clock} day={askedOn} />],
    ["What happened", <Paragraphs key="what" text={what} />],
    ["Where", platform || "Not said"],
    ["Address", addressOf(address)],
    ["Since", since || "Not said"],
    ["Still going on then", isOngoing ? "Yes" : "No"],
  ];
}

function logRows(clock: Clock, log: Source["log"]): [string, ReactNode][] {
  return [
    [
      "Logged",
      <span key="on">
        <OnDay clock={clock} day={log.loggedOn} /> by {log.by}
      </span>,
    ],
    ["When", <OnDay key="when" clock={clock} day={log.happenedOn} />],
    ["Where", log.platform],
    ["Address", addressOf(log.address)],
    ["What was said", <Paragraphs key="said" text={log.said} />],
    ["Left politely", answers[log.disengaged]],
    ["Recognizable as staff of the City", answers[log.recognizable]],
    ["Advice given", log.advice ? <Paragraphs key="advice" text={log.advice} /> : "None yet"],
  ];
}

const answers = { yes: "Yes", no: "No", "not-known": "Not known" };

const addressOf = (address: string) =>
  address ? <span className="mono own-line">{address}</span> : "Not given";

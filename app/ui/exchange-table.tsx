import type { Clock } from "../clock.ts";
import type { ListedExchange } from "../exchanges/exchange-list.ts";
import { closedStates } from "../exchanges/words.ts";
import { ExchangeStateTag } from "./exchange-state-tag.tsx";
import { Table } from "./table.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** A part of the list of who advises; on a phone one card each. */
export function ExchangeTable({
  title,
  clock,
  exchanges,
}: {
  title: string;
  clock: Clock;
  exchanges: ListedExchange[];
}) {
  return (
    <Table
      caption={title}
      columns={[
        { title: "Person" },
        { title: "State", onPhone: "corner" },
        { title: "Platform", onPhone: "inline" },
        { title: "Since" },
        { title: "Come back on" },
        { title: "Number", onPhone: "inline" },
      ]}
      rows={exchanges.map((exchange) => ({
        key: exchange.number,
        cells: [
          <Person key="person" exchange={exchange} />,
          <ExchangeStateTag key="state" state={exchange.state} />,
          exchange.platform || null,
          <AtMoment key="since" clock={clock} at={exchange.since} />,
          exchange.followUpOn && !closedStates.includes(exchange.state) ? (
            <OnDay key="follow-up" clock={clock} day={exchange.followUpOn} isNear />
          ) : null,
          <span key="number" className="report-number">
            {exchange.number}
          </span>,
        ],
      }))}
    />
  );
}

function Person({ exchange }: { exchange: ListedExchange }) {
  const { number, person, state, isOngoing, isEscalated } = exchange;
  return (
    <>
      <a className="govuk-link" href={`/exchanges/${number}`}>
        {person}
        <span className="govuk-visually-hidden">, {number}</span>
      </a>
      {isOngoing && state === "waiting" ? (
        <strong className="own-line urgent">Still going on</strong>
      ) : null}
      {isEscalated ? <span className="own-line">Passed to Human Resources</span> : null}
    </>
  );
}

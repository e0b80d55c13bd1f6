import type { ReactNode } from "react";
import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { ExchangeStateTag } from "./exchange-state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Warning } from "./warning.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** Where an exchange stands, and whose it is. */
export function ExchangeHead({ page }: { page: ExchangePage }) {
  const { clock, person, state, request, followUpOn, isOpen, parties, begunAt } = page;
  const rows: [string, ReactNode][] = [
    ["State", <ExchangeStateTag key="state" state={state} />],
    [
      "Person",
      <span key="person">
        {person.name}
        {person.work ? <span className="own-line quiet">{person.work}</span> : null}
      </span>,
    ],
    [
      request ? "Asked" : "Logged",
      <span key="begun">
        <AtMoment clock={clock} at={begunAt} />
        {request ? null : <span className="own-line">by {page.begunBy}, without a request</span>}
      </span>,
    ],
  ];
  if (isOpen && followUpOn) {
    rows.push(["Come back on", <OnDay key="on" clock={clock} day={followUpOn} isNear />]);
  }
  if (parties.length > 0) {
    rows.push([
      "Part of it",
      <span key="parties">
        {parties.join(", ")}
        <span className="own-line">It is kept from them: do not show it to them.</span>
      </span>,
    ]);
  }
  if (page.isEscalated) rows.push(["Passed on", "Passed to Human Resources"]);
  return (
    <>
      {state === "waiting" && page.isOngoing ? (
        <Warning>It was still going on when {person.givenName} asked. Answer first.</Warning>
      ) : null}
      <SummaryList rows={rows} />
    </>
  );
}

import type { ReactNode } from "react";
import type { AdviceRequest } from "../exchanges/told.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";

/**
 * What somebody asked: its address is text, never a link. `who` asked ("you", or a name), and on which day;
 * `keptFrom` are names of who is part of it.
 */
export function ExchangeRequest({
  request: { what, platform, address, since },
  isOngoing,
  who,
  day,
  keptFrom = [],
}: {
  request: AdviceRequest;
  isOngoing: boolean;
  who: string;
  day: ReactNode;
  keptFrom?: string[];
}) {
  const rows: [string, ReactNode][] = [
    ["What happened", <Paragraphs key="what" text={what} />],
    ["Where", platform || "Not said"],
    [
      "Address",
      address ? (
        <span key="address" className="written">
          {address}
        </span>
      ) : (
        "Not said"
      ),
    ],
    [
      "Since when",
      since ? (
        <span key="since" className="written">
          {since}
        </span>
      ) : (
        "Not said"
      ),
    ],
    [
      "At that time",
      <span key="then">
        It was {isOngoing ? "still going on" : "over"} when {who} asked, on {day}
      </span>,
    ],
  ];
  if (keptFrom.length > 0) rows.push(["Kept from", keptFrom.join(", ")]);
  return <SummaryList rows={rows} />;
}

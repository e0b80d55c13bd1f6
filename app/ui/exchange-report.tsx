import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { Evidence } from "../evidence-files/list-evidence.ts";
import type { ExchangeReport as Report } from "../exchanges/log-exchange.ts";
import { elsewhere, knownWords } from "../exchanges/words.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** An exchange report in words, with its pictures, whose addresses stand below `path`. */
export function ExchangeReport({
  clock,
  report,
  evidence = [],
  path = "",
  by,
}: {
  clock: Clock;
  report: Report;
  evidence?: Evidence[];
  path?: string;
  /** Who wrote it, where the page does not say so anyway. */
  by?: string;
}) {
  const { platform, otherPlatform, address, happenedOn, said, disengaged, recognizable, advice } =
    report;
  const where = platform === elsewhere.value ? otherPlatform || elsewhere.label : platform;
  const rows: [string, ReactNode][] = [
    [
      "Where",
      <span key="where" className="written">
        {where}
      </span>,
    ],
    [
      "Address",
      address ? (
        <span key="address" className="written">
          {address}
        </span>
      ) : (
        "Not known"
      ),
    ],
    ["Day of the exchange", <OnDay key="day" clock={clock} day={happenedOn} />],
    ["What was said", <Paragraphs key="said" text={said} />],
    ["Left politely", knownWords[disengaged]],
    ["Recognizable as City staff", knownWords[recognizable]],
    ["Advice given", advice ? <Paragraphs key="advice" text={advice} /> : "None yet"],
    [
      "Written on",
      <span key="on">
        <OnDay clock={clock} day={report.loggedOn} />
        {by ? ` by ${by}` : null}
      </span>,
    ],
  ];
  return (
    <>
      <SummaryList rows={rows} />
      {evidence.length > 0 ? <EvidenceList path={path} clock={clock} files={evidence} /> : null}
    </>
  );
}

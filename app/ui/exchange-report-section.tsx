import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { ExchangeReport } from "../exchanges/log-exchange.ts";
import { knownWords } from "../exchanges/words.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** The log of an exchange, for who advises in it and whose it is; nothing before there is one. */
export function ExchangeReportSection({
  page: { clock, report },
}: {
  page: { clock: Clock; report: ExchangeReport | null };
}) {
  if (!report) return null;
  const rows: [string, ReactNode][] = [
    ["Logged on", <OnDay key="on" clock={clock} day={report.loggedOn} />],
    ["Platform", report.otherPlatform || report.platform],
    [
      "Address",
      report.address ? (
        <span key="address" className="mono written">
          {report.address}
        </span>
      ) : (
        "Not known"
      ),
    ],
    ["Happened on", <OnDay key="happened" clock={clock} day={report.happenedOn} />],
    ["What was said", <Paragraphs key="said" text={report.said} />],
    ["Left politely", knownWords[report.disengaged]],
    ["Somebody could be recognized as staff", knownWords[report.recognizable]],
    ["Advice given", report.advice ? <Paragraphs key="advice" text={report.advice} /> : "None yet"],
  ];
  return (
    <section aria-labelledby="log">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="log">
        Exchange report
      </h2>
      <SummaryList rows={rows} />
    </section>
  );
}

import type { ReportPage } from "../intake/report-page.ts";
import { ExchangeSource } from "./exchange-source.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** The exchange report a violation report came from; nothing for any other. */
export function ReportSource({ page }: { page: ReportPage }) {
  const { clock, answers, enteredBy } = page;
  const { source } = answers;
  if (!source) return null;
  return (
    <section aria-labelledby="source">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="source">
        The exchange it came from
      </h2>
      <p className="govuk-body">
        What follows was written as support, and passed on with it. It is as it was then: of what
        was written since, nothing is here.
      </p>
      <SummaryList
        rows={[
          ["Exchange", <span key="number">{source.number}</span>],
          ["Of", source.person.name],
          ["Passed on by", enteredBy ?? "Not known"],
          ["Because", <Paragraphs key="reason" text={source.reason} />],
          [
            "Told before",
            <span key="told">
              {source.person.name} was told on <OnDay clock={clock} day={source.toldOn} />
            </span>,
          ],
        ]}
      />
      <ExchangeSource clock={clock} source={source} level="h3" />
    </section>
  );
}

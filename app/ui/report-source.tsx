import type { ReportPage } from "../intake/report-page.ts";
import { ExchangeSource } from "./exchange-source.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** The exchange report a violation report came from; nothing for any other. */
export function ReportSource({
  page: { number, clock, answers, enteredBy },
  level: Heading = "h2",
}: {
  page: Pick<ReportPage, "number" | "clock" | "answers" | "enteredBy">;
  /** Below the heading of its report, where there are several. */
  level?: "h2" | "h4";
}) {
  const [id, size] = Heading === "h2" ? ["source", "m"] : [`source-${number}`, "s"];
  const { source } = answers;
  if (!source) return null;
  return (
    <section aria-labelledby={id}>
      <Heading className={`govuk-heading-${size} govuk-!-margin-top-6`} id={id}>
        The exchange it came from
      </Heading>
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
      <ExchangeSource clock={clock} source={source} level={Heading === "h2" ? "h3" : "h4"} />
    </section>
  );
}

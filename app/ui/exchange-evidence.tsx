import type { ExchangePage } from "../exchanges/exchange-page.ts";
import { EvidenceList } from "./evidence-list.tsx";

/** The pictures and other files of an exchange report; nothing where there are none. */
export function ExchangeEvidence({ page: { number, clock, evidence } }: { page: ExchangePage }) {
  if (evidence.length === 0) return null;
  return (
    <section aria-labelledby="evidence">
      <h2 className="govuk-heading-m" id="evidence">
        Pictures and files
      </h2>
      <EvidenceList of={`/exchanges/${number}`} clock={clock} files={evidence} />
    </section>
  );
}

import type { ReportPage } from "../intake/report-page.ts";
import { EvidenceList } from "./evidence-list.tsx";

/** The files of a report, and the way to add more. */
export function ReportEvidence({ page }: { page: ReportPage }) {
  const { number, clock, evidence } = page;
  return (
    <section aria-labelledby="evidence">
      <h2 className="govuk-heading-m" id="evidence">
        Evidence
      </h2>
      {evidence.length === 0 ? (
        <p className="govuk-body">No file came with this report.</p>
      ) : (
        <EvidenceList path={`/reports/${number}/evidence`} clock={clock} files={evidence} />
      )}
      <p className="govuk-body no-print">
        <a className="govuk-link" href={`/reports/${number}/evidence`}>
          Add evidence
        </a>
      </p>
    </section>
  );
}

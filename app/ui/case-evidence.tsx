import type { Clock } from "../clock.ts";
import type { Evidence } from "../evidence-files/list-evidence.ts";
import { EvidenceList } from "./evidence-list.tsx";

/** The files of a case, and the ways to more. */
export function CaseEvidence({
  clock,
  number,
  evidence,
  late,
  mayAdd,
}: {
  clock: Clock;
  number: string;
  evidence: Evidence[];
  late: number;
  mayAdd: boolean;
}) {
  return (
    <section aria-labelledby="evidence">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="evidence">
        Evidence
      </h2>
      {evidence.length === 0 ? (
        <p className="govuk-body">The case holds no file yet.</p>
      ) : (
        <EvidenceList path={`/cases/${number}/evidence`} clock={clock} files={evidence} />
      )}
      {late > 0 ? (
        <div className="govuk-inset-text no-print">
          {late === 1 ? "1 file was" : `${late} files were`} added to its reports since the case was
          opened.{" "}
          <a className="govuk-link" href={`/cases/${number}/take-in`}>
            {late === 1 ? "Look at it, and take it in" : "Look at them, and take them in"}
          </a>
        </div>
      ) : null}
      {mayAdd ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`/cases/${number}/evidence`}>
            Add evidence
          </a>
        </p>
      ) : null}
    </section>
  );
}

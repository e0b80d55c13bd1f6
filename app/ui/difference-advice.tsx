import type { Weight } from "../content/difference-advice.ts";

/** What of a difference suggests a substantive version: advice, and never a decision. */
export function DifferenceAdvice({ weight }: { weight: Weight }) {
  const { clauses, scenarios, statement } = weight;
  if (clauses.length + scenarios.length === 0 && !statement) {
    return (
      <div className="govuk-inset-text">
        No clause of the policy, no right answer and not the statement differs: an editorial version
        may do. That is advice; you decide.
      </div>
    );
  }
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">
        <strong>This suggests a substantive version.</strong> That is advice; you decide.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {clauses.length > 0 ? (
          <li>Words of the policy itself differ: {clauses.join("; ")}.</li>
        ) : null}
        {statement ? (
          <li>The statement differs, so people would acknowledge something else than before.</li>
        ) : null}
        {scenarios.length > 0 ? <li>Another answer is right in: {scenarios.join(", ")}.</li> : null}
      </ul>
    </div>
  );
}

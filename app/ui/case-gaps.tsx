import type { Gap } from "../cases/gaps.ts";

/** Acts that nobody could do in a case, given who has a part in it, and how each gap is closed; shown until it is. */
export function CaseGaps({ gaps }: { gaps: Gap[] }) {
  if (gaps.length === 0) return null;
  return (
    <section className="govuk-inset-text" aria-labelledby="gaps">
      <h2 className="govuk-heading-s" id="gaps">
        {gaps.length === 1 ? "One act nobody could do" : `${gaps.length} acts nobody could do`}
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {gaps.map(({ act, why, how }) => (
          <li key={act}>
            <strong>{act}</strong>: {why}. {how}.
          </li>
        ))}
      </ul>
    </section>
  );
}

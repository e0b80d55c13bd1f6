import { Words } from "./words.tsx";

/** What is kept about somebody, in the page that asks for it, so that nobody has to leave it to read it. */
export function WhatIsKept({ kept }: { kept: { title: string; html: string } | null }) {
  return kept ? (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{kept.title}</span>
      </summary>
      <div className="govuk-details__text">
        <Words html={kept.html} />
      </div>
    </details>
  ) : null;
}

import type { ReactNode } from "react";

/** Answers to check before they are sent, each with the way back to change it. */
export function AnswersList({
  rows,
}: {
  rows: { name: string; answer: ReactNode; change?: string }[];
}) {
  return (
    <dl className="govuk-summary-list">
      {rows.map(({ name, answer, change }) => (
        <div
          className={`govuk-summary-list__row${change ? "" : " govuk-summary-list__row--no-actions"}`}
          key={name}
        >
          <dt className="govuk-summary-list__key">{name}</dt>
          <dd className="govuk-summary-list__value">{answer}</dd>
          {change ? (
            <dd className="govuk-summary-list__actions">
              <a className="govuk-link" href={change}>
                Change<span className="govuk-visually-hidden"> {name.toLowerCase()}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

import type { ReactNode } from "react";

/** Says before a final act that it is final. */
export function Warning({ children }: { children: ReactNode }) {
  return (
    <div className="govuk-warning-text">
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">Warning:</span> {children}
      </strong>
    </div>
  );
}

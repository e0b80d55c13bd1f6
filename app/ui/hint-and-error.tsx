import type { ReactNode } from "react";

type Said = { name: string; hint?: ReactNode; error?: string | undefined };

/** What stands between the label of a field and the field: its hint, and the sentence that says what to mend. */
export function HintAndError({ name, hint, error }: Said) {
  return (
    <>
      {hint ? (
        <div className="govuk-hint" id={`${name}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <p className="govuk-error-message" id={`${name}-error`}>
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
    </>
  );
}

/** By which of these a field is described, for `aria-describedby`. */
export function describedBy({ name, hint, error }: Said): string | undefined {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return ids.join(" ") || undefined;
}

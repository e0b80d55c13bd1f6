import type { ReactNode } from "react";

/**
 * What is asked of a letter on paper: shown once by hand or by registered mail is chosen, without a script. A browser
 * that cannot tell shows it always.
 */
export function OnPaper({ children }: { children: ReactNode }) {
  return (
    <fieldset className="govuk-fieldset on-paper">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
        If it is handed over or mailed
      </legend>
      {children}
    </fieldset>
  );
}

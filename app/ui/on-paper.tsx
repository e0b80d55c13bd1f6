import type { ReactNode } from "react";

/**
 * What is asked of a letter on paper: shown once by hand or by registered mail is chosen, without a script. A browser
 * that cannot tell shows it always.
 */
export function OnPaper({ children }: { children: ReactNode }) {
  return (
    <div className="on-paper">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
          How it was handed over or mailed
        </legend>
        {children}
      </fieldset>
    </div>
  );
}

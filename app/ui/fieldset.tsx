import type { ReactNode } from "react";

/** Answers that belong to one question: its legend, its hint and the sentence that says what to mend, then they. */
export function Fieldset({
  name,
  legend,
  size = "s",
  isTitled = false,
  hint,
  error,
  children,
}: {
  name: string;
  legend: string;
  size?: "s" | "m";
  /** The title of the page asks already: the legend is for screen readers only. */
  isTitled?: boolean;
  hint?: ReactNode;
  error: string | undefined;
  children: ReactNode;
}) {
  const described = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean);
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" aria-describedby={described.join(" ") || undefined}>
        <legend
          className={
            isTitled
              ? "govuk-visually-hidden"
              : `govuk-fieldset__legend govuk-fieldset__legend--${size}`
          }
        >
          {legend}
        </legend>
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
        {children}
      </fieldset>
    </div>
  );
}

import type { ReactNode } from "react";
import { describedBy, HintAndError } from "./hint-and-error.tsx";

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
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy({ name, hint, error })}>
        <legend
          className={
            isTitled
              ? "govuk-visually-hidden"
              : `govuk-fieldset__legend govuk-fieldset__legend--${size}`
          }
        >
          {legend}
        </legend>
        <HintAndError {...{ name, hint, error }} />
        {children}
      </fieldset>
    </div>
  );
}

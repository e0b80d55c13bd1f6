import type { ReactNode } from "react";
import { HintAndError } from "./hint-and-error.tsx";

/** A field with its label, its hint and the sentence that says what to mend. */
export function FieldGroup({
  name,
  label,
  hint,
  error,
  className = "",
  module,
  isTitled = false,
  children,
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  module?: string;
  isTitled?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={`govuk-form-group ${className}${error ? " govuk-form-group--error" : ""}`}
      data-module={module}
    >
      <label
        className={`govuk-label govuk-label--s${isTitled ? " govuk-visually-hidden" : ""}`}
        htmlFor={name}
      >
        {label}
      </label>
      <HintAndError {...{ name, hint, error }} />
      {children}
    </div>
  );
}

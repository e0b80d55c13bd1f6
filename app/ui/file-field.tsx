import type { FormRefusal } from "../form.ts";
import { FieldGroup } from "./field-group.tsx";
import { describedBy } from "./hint-and-error.tsx";

/** A file to choose, or several; each is sent under the name, `file` where none is said. */
export function FileField({
  name = "file",
  label,
  hint,
  accept,
  multiple = false,
  refusal,
}: {
  name?: string;
  label: string;
  hint?: string;
  accept?: string;
  multiple?: boolean;
  refusal?: FormRefusal | null | undefined;
}) {
  const error = refusal?.errors[name];
  return (
    <FieldGroup name={name} label={label} hint={hint} error={error}>
      <input
        className="govuk-file-upload"
        id={name}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={describedBy({ name, hint, error })}
      />
    </FieldGroup>
  );
}

import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";

/** Which respondent of a case a form is about; one alone is chosen already. */
export function RespondentField({
  legend,
  respondents,
  refusal,
}: {
  legend: string;
  respondents: { handle: string; name: string; hint?: string | undefined }[];
  refusal: FormRefusal | undefined;
}) {
  return (
    <ChoiceField
      name="person"
      legend={legend}
      options={respondents.map(({ handle, name, hint }) => ({
        ...{ value: handle, label: name },
        ...(hint && { hint }),
      }))}
      value={respondents.length === 1 ? respondents[0]?.handle : undefined}
      refusal={refusal}
    />
  );
}

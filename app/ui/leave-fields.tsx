import type { FormRefusal } from "../form.ts";
import { TextField } from "./field.tsx";

/** The days of a leave. */
export function LeaveFields({
  values,
  refusal,
}: {
  values: { fromOn?: string; untilOn?: string };
  refusal: FormRefusal | null;
}) {
  return (
    <>
      <TextField
        name="fromOn"
        label="First day"
        kind="date"
        value={values.fromOn ?? ""}
        refusal={refusal}
        width={20}
      />
      <TextField
        name="untilOn"
        label="Last day"
        hint="Leave it empty while it is not known."
        kind="date"
        value={values.untilOn ?? ""}
        refusal={refusal}
        width={20}
      />
    </>
  );
}

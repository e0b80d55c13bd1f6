import type { FormRefusal } from "../form.ts";
import { TextField } from "./field.tsx";

/** The six digits that an app shows. */
export function CodeField({ refusal }: { refusal?: FormRefusal | null | undefined }) {
  return (
    <TextField
      name="code"
      label="Code"
      hint="The six digits your app shows now."
      autoComplete="one-time-code"
      inputMode="numeric"
      spellCheck={false}
      width={10}
      refusal={refusal}
    />
  );
}

import type { FormRefusal } from "../form.ts";
import { PasswordField } from "./field.tsx";

/** A new password, typed twice. */
export function NewPassword({ refusal }: { refusal: FormRefusal | null | undefined }) {
  return (
    <>
      <PasswordField
        name="newPassword"
        label="New password"
        hint="10 characters or more. Three or four words that do not belong together are easy to keep and hard to guess."
        autoComplete="new-password"
        refusal={refusal}
      />
      <PasswordField
        name="again"
        label="The same password again"
        autoComplete="new-password"
        refusal={refusal}
      />
    </>
  );
}

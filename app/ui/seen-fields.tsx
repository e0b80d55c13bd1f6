import type { FormRefusal } from "../form.ts";

/** What every form about an exchange carries: its own id, kept when it is shown again, and the last act its page shows. */
export function SeenFields({
  formId,
  seen,
  refusal,
}: {
  formId: string;
  seen: number;
  refusal: FormRefusal | undefined;
}) {
  return (
    <>
      <input
        type="hidden"
        name="formId"
        value={(refusal?.typed.formId as string | undefined) ?? formId}
      />
      <input type="hidden" name="seen" value={seen} />
    </>
  );
}

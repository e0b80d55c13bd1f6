import type { FormRefusal } from "../form.ts";

/** What was typed in another step of a form, sent along unseen. */
export function KeptFields({
  names,
  refusal,
}: {
  names: readonly string[];
  refusal: FormRefusal | undefined;
}) {
  return names.map((name) => {
    const typed = refusal?.typed[name];
    const text = Array.isArray(typed) ? typed.join("\n") : typed;
    return text ? <input key={name} type="hidden" name={name} value={text} /> : null;
  });
}

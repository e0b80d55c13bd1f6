import { z } from "zod";
import { type FormRefusal, refuseForm } from "../../form.ts";
import { told } from "./told.ts";

/** What stands beside the files. */
export const evidenceForm = z.object({ pasted: told(20_000) });

/** Each file that was not kept, in a sentence that names it; the others are. */
export function refuseEvidence(
  typed: FormRefusal["typed"],
  refused: { sentence: string }[],
  form: FormRefusal | null,
): { refusal: FormRefusal } {
  const files = refused.map(({ sentence }) => sentence);
  return refuseForm(typed, {
    ...(files.length > 0 && { file: files.join(". ") }),
    ...form?.errors,
  });
}

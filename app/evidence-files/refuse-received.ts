import type { FormRefusal } from "../form.ts";
import type { ReceivedEvidence } from "./receive-evidence.ts";

/**
 * What a page says of files that were not kept, one sentence each, beside the field for files; null when every
 * file arrived, and there was one.
 */
export function refuseReceived({ arrived, refused }: ReceivedEvidence): FormRefusal | null {
  const sentences = refused.map(({ sentence }) => sentence);
  if (sentences.length === 0 && arrived.length === 0) sentences.push("Choose at least one file");
  const [first, ...others] = sentences;
  if (first === undefined) return null;
  const more = others.map((sentence, index) => [`file-${index + 2}`, sentence] as const);
  return { typed: {}, errors: { file: first, ...Object.fromEntries(more) } };
}

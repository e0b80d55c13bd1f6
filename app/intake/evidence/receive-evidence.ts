import type { Portal } from "../../portal.ts";
import type { DraftKey } from "../draft.ts";

/** Placeholder, until files can arrive: the fields of a posted form. */
export async function receiveEvidence(
  _portal: Portal,
  request: Request,
  _to: { draft: DraftKey },
): Promise<{
  fields: Record<string, string>;
  arrived: { id: string; name: string; size: number }[];
  refused: { name: string; sentence: string }[];
}> {
  const posted = [...(await request.formData())];
  if (posted.some(([, value]) => typeof value !== "string" && value.size > 0)) {
    throw new Error("not merged yet");
  }
  const texts = posted.filter(([, value]) => typeof value === "string");
  return { fields: Object.fromEntries(texts) as Record<string, string>, arrived: [], refused: [] };
}

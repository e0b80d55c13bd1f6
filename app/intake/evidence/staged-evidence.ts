import type { Portal } from "../../portal.ts";
import type { DraftKey } from "../draft.ts";

/** Placeholder: files staged with a draft. */
export async function readStagedEvidence(
  _portal: Portal,
  _draft: DraftKey,
): Promise<{ id: string; name: string; size: number; mediaType: string }[]> {
  return [];
}

/** Placeholder: takes one of them away. */
export async function removeStagedEvidence(
  _portal: Portal,
  _draft: DraftKey,
  _id: string,
): Promise<void> {}

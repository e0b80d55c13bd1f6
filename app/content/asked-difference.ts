import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { compareContent, type Difference } from "./difference.ts";
import { type Weight, weighDifference } from "./difference-advice.ts";
import { readDraft } from "./draft.ts";
import { sayWeight } from "./say-weight.ts";

/** A difference with what its sides are called. `weight` cites the clauses. */
type AskedDifference = {
  difference: Difference;
  weight: Weight;
  names: { before: string; after: string };
  /** It is of the content files, which are not published. */
  isOfFiles: boolean;
};

/**
 * The difference of two published versions, or of the newest and the content files where none is named.
 * Null where there is nothing to compare.
 */
export async function readAskedDifference(
  viewer: Viewer,
  portal: Portal,
  asked: { policy: string | null; from: string | null; to: string | null },
): Promise<AskedDifference | null> {
  const { from, to } = asked;
  if (from === null && to === null) return ofFiles(viewer, portal);
  const policy = asked.policy ?? (await portal.shelf.inForce(portal.now()))?.policy ?? "";
  const [before, after] = await Promise.all(
    [from, to].map((number) => numbered(portal, policy, number)),
  );
  if (!before || !after) return null;
  const difference = compareContent(before.content, after.content);
  return {
    difference,
    weight: sayWeight(weighDifference(difference), after.content, before.content),
    names: { before: `Version ${before.number}`, after: `Version ${after.number}` },
    isOfFiles: false,
  };
}

async function ofFiles(viewer: Viewer, portal: Portal): Promise<AskedDifference | null> {
  const draft = await readDraft(viewer, portal);
  if (!draft?.newest) return null;
  const { newest, difference, weight, content } = draft;
  return {
    difference,
    weight: sayWeight(weight, content, newest.content),
    names: { before: `Version ${newest.number}`, after: "The content files" },
    isOfFiles: true,
  };
}

async function numbered(portal: Portal, policy: string, number: string | null) {
  return number !== null && /^[1-9]\d{0,3}$/.test(number)
    ? portal.shelf.numbered(policy, Number(number))
    : null;
}

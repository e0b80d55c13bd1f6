import type { Viewer } from "../auth/viewer.ts";
import { hasRole } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { compareContent, type Difference } from "./difference.ts";
import { type Weight, weighDifference } from "./difference-advice.ts";
import type { FrozenContent } from "./frozen-version.ts";
import { versionDigest } from "./publish.ts";
import type { PolicyVersion, VersionHead } from "./version.ts";
import { effectiveLast } from "./version-order.ts";

/** What the content files would be published as, beside the newest version of the same policy. */
export type Draft = {
  content: FrozenContent;
  sourceDigest: string;
  versionDigest: string;
  /** The newest version of this policy; null before the first. */
  newest: PolicyVersion | null;
  /** The version of this policy that is effective last; none is effective before it. */
  last: VersionHead | null;
  /** The number it would get. */
  number: number;
  /** From the newest version to the files; empty before the first. */
  difference: Difference;
  weight: Weight;
  /** The version that says exactly this already, if any: nothing is published twice. */
  same: Pick<VersionHead, "policy" | "number"> | null;
};

/** The draft for somebody who may publish; null for anyone else, and while the files have faults. */
export async function readDraft(viewer: Viewer, portal: Portal): Promise<Draft | null> {
  if (!hasRole(viewer, "hr-training")) return null;
  const read = await portal.contentFiles();
  return "faults" in read ? null : draftOf(portal, read);
}

/** The draft of content that was read. */
export async function draftOf(
  portal: Pick<Portal, "shelf">,
  { content, sourceDigest }: { content: FrozenContent; sourceDigest: string },
): Promise<Draft> {
  const published = await portal.shelf.all();
  const head = newestOf(published, content.policy.number);
  const newest = head && (await portal.shelf.version(head.id));
  const digest = versionDigest(content);
  const same =
    head?.sourceDigest === sourceDigest
      ? head
      : (published.find((version) => version.versionDigest === digest) ?? null);
  const difference = newest && !same ? compareContent(newest.content, content) : [];
  return {
    ...{ content, sourceDigest, versionDigest: digest, newest, same, difference },
    last: effectiveLast(published, content.policy.number),
    number: (head?.number ?? 0) + 1,
    weight: weighDifference(difference),
  };
}

/** The newest version of a policy: the one with the highest number. */
export function newestOf(published: VersionHead[], policy: string): VersionHead | null {
  const ofPolicy = published.filter((version) => version.policy === policy);
  return ofPolicy.reduce<VersionHead | null>(
    (newest, one) => (newest && newest.number > one.number ? newest : one),
    null,
  );
}

import { hasRole, type Viewer } from "../auth/viewer.ts";
import { dayIn } from "../days.ts";
import { enqueue } from "../enqueue.ts";
import { canonicalJson } from "../ledger/canonical.ts";
import type { Audience } from "../people/audience.ts";
import type { Portal } from "../portal.ts";
import type { Weight } from "./difference-advice.ts";
import { type Draft, draftOf, newestOf } from "./draft.ts";
import type { PublicationChoice } from "./publication-choice.ts";
import { holdPublications, publishVersion } from "./publish.ts";
import { allVersions, type VersionHead } from "./version.ts";
import { whyOvertaking } from "./version-order.ts";

/** What was on the page that was confirmed: nothing else is published. */
export type Seen = Pick<Draft, "sourceDigest" | "versionDigest"> & {
  /** The number of the newest version then; 0 before the first. */
  newest: number;
};

/** What is confirmed besides: an editorial version that touches clauses or answers changes no rule. */
export type Confirmed = { changesNoRule: boolean };

export type Published = { policy: string; number: number; versionDigest: string };

/** `isStale`: the files or the versions are no longer what was on the page. */
type PublishingRefused = { refused: string; isStale?: true };

/**
 * Publishes the content files as the next version, exactly as they were previewed. Refuses anyone but HR,
 * files with faults, and what changed since it was on the page. Confirmed twice, it is published once.
 */
export async function publishFiles(
  viewer: Viewer,
  portal: Portal,
  { seen, ...choice }: PublicationChoice & Confirmed & { seen: Seen },
): Promise<Published | PublishingRefused> {
  if (!hasRole(viewer, "hr-training")) {
    return { refused: "Ask Human Resources: only they publish a version" };
  }
  const read = await portal.contentFiles();
  if ("faults" in read) {
    return { refused: "Have the content files mended first: they have faults now", isStale: true };
  }
  const draft = await draftOf(portal, read);
  if (draft.versionDigest !== seen.versionDigest || draft.sourceDigest !== seen.sourceDigest) {
    return {
      refused:
        "Read the difference again: the content files were changed after you opened this page",
      isStale: true,
    };
  }
  return publishDraft(portal, draft, { ...choice, newest: seen.newest, by: viewer.personId });
}

/**
 * Publishes a draft and asks for its notices and assignments, in one transaction. Publications wait for
 * each other: whoever comes second is told of the version that came first.
 */
export async function publishDraft(
  portal: Pick<Portal, "db" | "now">,
  { content, sourceDigest, versionDigest: digest, weight, last }: Draft,
  {
    by,
    newest,
    changesNoRule,
    ...choice
  }: PublicationChoice & Confirmed & { newest: number; by: string | null },
): Promise<Published | PublishingRefused> {
  const { policy } = content;
  const at = { isFirst: newest === 0, now: portal.now() };
  const refused =
    whyNotPublished({ content, weight, last }, choice, at) ??
    (touchesRules(choice, weight) && !changesNoRule
      ? "Confirm that the differences change no rule, or publish the version as substantive"
      : null);
  if (refused) return { refused };
  return portal.db.transaction(async (tx) => {
    await holdPublications(tx);
    const latest = newestOf(await allVersions(tx), policy.number);
    if ((latest?.number ?? 0) !== newest) {
      const isOwn = latest?.number === newest + 1 && latest.versionDigest === digest;
      if (latest && isOwn && (await wasPublishedSo(tx, latest, { by, choice }))) {
        return { policy: policy.number, number: latest.number, versionDigest: digest };
      }
      const refused = `Read the difference again: version ${latest?.number} was published after you opened this page`;
      return { refused, isStale: true } as const;
    }
    const kept = choice.kind === "editorial" && latest ? await publicationOf(tx, latest) : {};
    const published = await publishVersion(tx, {
      ...{ content, sourceDigest, publishedBy: by, now: portal.now() },
      ...choice,
      ...kept,
      ...(choice.kind === "editorial" ? { corrected: weight } : {}),
    });
    if ("refused" in published) return published;
    await enqueue(tx, "announce-version", { version: published.id });
    await enqueue(tx, "bring-duties-up-to-date", {}, { key: "bring-duties-up-to-date" });
    return { policy: policy.number, number: published.number, versionDigest: digest };
  });
}

/**
 * Why this choice cannot be made for this draft, or null. The database holds the days of versions;
 * what makes an edition editorial, the acts hold.
 */
export function whyNotPublished(
  { content, weight, last }: Pick<Draft, "content" | "weight" | "last">,
  { kind, effectiveOn }: Pick<PublicationChoice, "kind" | "effectiveOn">,
  { isFirst, now }: { isFirst: boolean; now: Date },
): string | null {
  const today = dayIn(content.organization.timeZone, now);
  if (!isFirst && effectiveOn < today) {
    return `Choose ${today} or later: no version is effective before it is published`;
  }
  const overtaking = whyOvertaking(content, last, effectiveOn);
  if (overtaking) return overtaking;
  if (kind === "substantive") return null;
  if (isFirst) {
    return "Choose substantive: this is the first version of the policy, and nobody has acknowledged one yet";
  }
  return weight.statement
    ? "Choose substantive, or put the statement back as it was: whoever does not acknowledge again never made the new one"
    : null;
}

/** An editorial version with other words in clauses, or another right answer: somebody confirms it. */
export function touchesRules({ kind }: Pick<PublicationChoice, "kind">, weight: Weight): boolean {
  return kind === "editorial" && weight.clauses.length + weight.scenarios.length > 0;
}

/** For whom a version is and how long people have: what an editorial version corrects keeps both. */
async function publicationOf(tx: Pick<Portal["db"], "query">, { id }: VersionHead) {
  const found = await tx.query.publications.findFirst({
    where: (one, { eq }) => eq(one.versionId, id),
  });
  if (!found) return {};
  const { daysToComplete, audience } = found;
  return { daysToComplete, audience: audience as Audience };
}

/** The same person chose the same for the version that is there: the form was sent twice. */
async function wasPublishedSo(
  tx: Pick<Portal["db"], "query">,
  version: VersionHead,
  { by, choice }: { by: string | null; choice: PublicationChoice },
): Promise<boolean> {
  const row = await tx.query.policyVersions.findFirst({
    columns: { publishedBy: true },
    where: (one, { eq }) => eq(one.id, version.id),
  });
  const { kind, effectiveOn } = version;
  const kept = kind === "editorial" ? choice : await publicationOf(tx, version);
  const { daysToComplete, audience } = { ...choice, ...kept };
  const made = { kind, effectiveOn, daysToComplete, audience };
  return row?.publishedBy === by && canonicalJson(made) === canonicalJson(choice);
}

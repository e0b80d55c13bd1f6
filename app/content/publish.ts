import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Day, dayIn } from "#app/days.ts";
import type { Transaction } from "#app/db.ts";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { writeRecord } from "#app/ledger/record.ts";
import type { Audience } from "#app/people/audience.ts";
import { policyVersions, publications, scenarios, tracks } from "#drizzle/schema/content.ts";
import { compareText } from "./fault.ts";
import type { FrozenContent } from "./frozen-version.ts";
import { allVersions, type VersionHead } from "./version.ts";
import { effectiveLast, whyOvertaking } from "./version-order.ts";

/** SHA-256 of a version's canonical JSON, which is what the database keeps of it. */
export function versionDigest(content: FrozenContent): string {
  return sha256Hex(canonicalJson(content));
}

/** What is published, as what, from which day, and by whom (null: the portal itself, in the demo). */
export type Publication = {
  content: FrozenContent;
  sourceDigest: string;
  kind: VersionHead["kind"];
  effectiveOn: Day;
  publishedBy: string | null;
  now: Date;
  /** For whom a substantive version is: everyone who works for the City unless said. */
  audience?: Audience;
  /** How long people have, from the day it is in force: as long as the longest track unless said. */
  daysToComplete?: number;
  /** Of an editorial version: the clauses and scenarios whose corrections change no rule, as was confirmed. */
  corrected?: { clauses: string[]; scenarios: string[] };
};

/**
 * Publishes content as the next version of its policy: the frozen text under its digest, the answer key
 * the database grades by, and the ledger record, in the caller's transaction. Publications wait for each
 * other. Refuses content that is published already, and a later version that would be effective before
 * the day of its publication in the organization's time zone, or before a version published earlier.
 */
export async function publishVersion(
  tx: Transaction,
  {
    content,
    sourceDigest,
    kind,
    effectiveOn,
    publishedBy,
    now,
    audience = {},
    daysToComplete = usualDaysToComplete(content),
    corrected,
  }: Publication,
): Promise<{ id: string; number: number; versionDigest: string } | { refused: string }> {
  await holdPublications(tx);
  const frozen = canonicalJson(content);
  const digest = sha256Hex(frozen);
  const published = await allVersions(tx);
  const same = published.find((version) => version.versionDigest === digest);
  if (same) {
    return { refused: `Change the content first: version ${same.number} says exactly this.` };
  }
  const policy = content.policy.number;
  const earlier = published.filter((version) => version.policy === policy);
  const number = Math.max(0, ...earlier.map((version) => version.number)) + 1;
  const today = dayIn(content.organization.timeZone, now);
  if (number > 1 && effectiveOn < today) {
    return { refused: `Choose ${today} or later: no version is effective before it is published.` };
  }
  const overtaken = whyOvertaking(content, effectiveLast(published, policy), effectiveOn);
  if (overtaken) return { refused: `${overtaken}.` };

  const id = randomUUID();
  await tx.insert(policyVersions).values({
    ...{ id, policy, number, kind, effectiveOn, publishedBy, sourceDigest },
    publishedAt: now,
    versionDigest: digest,
    content: frozen,
  });
  await insertAnswerKey(tx, id, content);
  await tx.insert(publications).values({ versionId: id, daysToComplete, audience });
  await writeRecord(tx, {
    act: "publish-version",
    by: publishedBy,
    about: null,
    at: now,
    facts: {
      ...{ policy, number, kind },
      effective_on: effectiveOn,
      days_to_complete: daysToComplete,
      audience,
      source_digest: sourceDigest,
      version_digest: digest,
      ...(corrected
        ? { corrected_clauses: corrected.clauses, corrected_scenarios: corrected.scenarios }
        : {}),
    },
  });
  return { id, number, versionDigest: digest };
}

/** How long people have unless said otherwise: as long as the longest track gives. */
export function usualDaysToComplete({ tracks }: FrozenContent): number {
  return Math.max(...tracks.map((track) => track.daysToComplete));
}

/** Makes publications wait for each other until the transaction ends. */
export async function holdPublications(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signpost: publish a version'))`);
}

async function insertAnswerKey(tx: Transaction, versionId: string, content: FrozenContent) {
  await tx
    .insert(tracks)
    .values(content.tracks.map(({ id }, position) => ({ versionId, id, position })));
  const placed = content.tracks.flatMap(({ id: track, lessons }) =>
    lessons.flatMap((lesson) =>
      lesson.scenarios.map((scenario) => ({ track, lesson: lesson.slug, scenario })),
    ),
  );
  await tx.insert(scenarios).values(
    placed.map(({ track, lesson, scenario: { id, choices } }, position) => ({
      ...{ versionId, id, track, lesson, position },
      choices: choices.map((choice) => choice.id),
      rightChoices: choices.flatMap(({ id, right }) => (right ? [id] : [])).sort(compareText),
    })),
  );
}

import { eq } from "drizzle-orm";
import { publications } from "#drizzle/schema/content.ts";
import type { PolicyVersion, VersionHead } from "../content/version.ts";
import type { Day } from "../days.ts";
import { type Audience, audience } from "../people/audience.ts";
import type { Portal } from "../portal.ts";

/** What one duty can be answered with: a substantive version and the editorial ones in force after it. */
export type VersionLine = {
  /** The newest of them: new assignments name it. */
  version: PolicyVersion;
  ids: string[];
  /** Versions of the policy that were in force before. */
  earlierIds: string[];
  /** Since when the substantive one is in force, for whom, and how long people have. */
  effectiveOn: Day;
  audience: Audience;
  daysToComplete: number;
};

/** The line in force at this moment, of each policy that has one. */
export async function readVersionLines(portal: Portal): Promise<VersionLine[]> {
  const all = await portal.shelf.all();
  const policies = [...new Set(all.map(({ policy }) => policy))].toSorted();
  const lines = await Promise.all(policies.map((policy) => readLine(portal, all, policy)));
  return lines.filter((line) => line !== null);
}

async function readLine(
  portal: Portal,
  all: VersionHead[],
  policy: string,
): Promise<VersionLine | null> {
  const version = await portal.shelf.inForce(portal.now(), policy);
  if (!version) return null;
  const inOrder = all
    .filter((one) => one.policy === policy)
    .toSorted((one, other) => (isBefore(one, other) ? 1 : -1));
  const since = inOrder.slice(inOrder.findIndex(({ id }) => id === version.id));
  const substantive = since.findIndex(({ kind }) => kind === "substantive");
  const length = substantive < 0 ? since.length : substantive + 1;
  const first = since[length - 1] ?? version;
  const [publication] = await portal.db
    .select()
    .from(publications)
    .where(eq(publications.versionId, first.id));
  const { tracks } = version.content;
  return {
    version,
    ids: since.slice(0, length).map(({ id }) => id),
    earlierIds: since.slice(length).map(({ id }) => id),
    effectiveOn: first.effectiveOn,
    audience: audience.parse(publication?.audience ?? {}),
    daysToComplete:
      publication?.daysToComplete ?? Math.max(...tracks.map((track) => track.daysToComplete)),
  };
}

/** Came into force earlier; of two on one day the one published first did. */
function isBefore(one: VersionHead, other: VersionHead): boolean {
  return one.effectiveOn === other.effectiveOn
    ? one.number < other.number
    : one.effectiveOn < other.effectiveOn;
}

import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";

/** A track of a version of which anything was ever assigned. */
export type Choice = {
  versionId: string;
  /** As in the address of the version: `3.51/2`. */
  version: string;
  number: number;
  policy: string;
  track: string;
};

/** What the dashboard can be of: the version published last first, tracks in the order of the version. */
export async function readChoices(viewer: Viewer, { db }: Portal): Promise<Choice[]> {
  const rows = await db.execute<Choice>(sql`
    select v.id as "versionId", v.policy || '/' || v.number as version, v.number, v.policy, t.id as track
    from policy_versions v join tracks t on t.version_id = v.id
    where ${isSeenBy(viewer)}
      and (v.id, t.id) in (select version_id, track from standing_counts_now where margin = 'day')
    order by v.published_at desc, v.number desc, t.position`);
  return [...rows];
}

/** The first choice that fits what was asked for; null when there is nothing to choose from. */
export function chooseShown(
  choices: Choice[],
  asked: { version?: string | undefined; track?: string | undefined },
): Choice | null | "unknown" {
  const fits = choices.find(
    ({ version, track }) =>
      (!asked.version || asked.version === version) && (!asked.track || asked.track === track),
  );
  return fits ?? (asked.version || asked.track ? "unknown" : null);
}

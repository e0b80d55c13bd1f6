import { eq } from "drizzle-orm";
import { publications } from "#drizzle/schema/content.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { VersionHead } from "../content/version.ts";
import { audience } from "../people/audience.ts";
import type { Portal } from "../portal.ts";
import { readPlannedAssignments } from "./planned-assignments.ts";

/**
 * How many people get an assignment on the day a published version comes into force, as the directory is
 * now; 0 for an editorial version and for one that came into force already.
 */
export async function countAssignmentsToCome(
  viewer: Viewer,
  portal: Portal,
  { id, kind, effectiveOn }: VersionHead,
): Promise<number> {
  const { today } = await clockOf(portal);
  if (kind === "editorial" || effectiveOn <= today) return 0;
  const [publication] = await portal.db
    .select()
    .from(publications)
    .where(eq(publications.versionId, id));
  if (!publication) return 0;
  const { content } = await portal.shelf.version(id);
  const tracks = content.tracks.filter((track) => track.for === "everyone");
  const plan = {
    ...{ effectiveOn, daysToComplete: publication.daysToComplete },
    audience: audience.parse(publication.audience),
    tracks: tracks.map((track) => track.id),
  };
  return (await readPlannedAssignments(viewer, portal, plan, { place: null, size: 1 })).count;
}

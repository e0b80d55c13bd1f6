import type { Viewer } from "../auth/viewer.ts";
import { readSlips, type Slip } from "../notices/slips.ts";
import type { Portal } from "../portal.ts";
import { readTeam, type TeamMember } from "./team.ts";

/** What a supervisor prints: their people by name, and what is to be handed to them. */
type TeamPrint = {
  people: TeamMember[];
  /** There are more than one printout holds. */
  isCut: boolean;
  slips: Slip[];
};

/** So many people stand on one printout, the first by name. */
export const mostPrinted = 2000;

/**
 * Everybody who reports to the viewer at this moment, on demand also those below them, for paper; with the slips of
 * those who report to them directly. Nothing is marked as handed over by it.
 */
export async function readTeamPrint(
  viewer: Viewer,
  portal: Portal,
  { below, slips }: { below?: "yes" | undefined; slips?: "yes" | undefined },
): Promise<TeamPrint> {
  const [page, toHandOver] = await Promise.all([
    readTeam(viewer, portal, { below }, { place: null, size: mostPrinted }),
    slips ? readSlips(viewer, portal) : [],
  ]);
  return { people: page.rows, isCut: page.next !== null, slips: toHandOver };
}

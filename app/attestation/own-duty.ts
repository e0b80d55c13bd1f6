import { notFound, type Visit } from "../auth/guard.ts";
import { type Duty, readDuties } from "../training/duties.ts";

/** The duty a person came to settle: of the track the address names, or the one that is open. Not found: the 404. */
export async function dutyOf({ viewer, portal, url }: Visit): Promise<Duty> {
  const duties = await readDuties(viewer, portal);
  const named = url.searchParams.get("track");
  const duty = duties.find(({ track }) => named === null || track.id === named);
  if (!duty) throw notFound();
  return duty;
}

import { sql } from "drizzle-orm";
import type { Grade } from "../attestation/acknowledgement.ts";
import type { Visit } from "../auth/guard.ts";
import { notFound } from "../auth/guard.ts";
import type { Viewer } from "../auth/viewer.ts";
import { titleOf } from "../content/title-of.ts";
import type { Portal } from "../portal.ts";
import { receiptsOf } from "./addresses.ts";
import { longestSheet } from "./signers.ts";

/** An acknowledgement on paper as whoever recorded it sees it afterwards. */
export type Recorded = {
  reference: string;
  handle: string;
  name: string;
  track: string;
  version: number;
  grade: Grade;
  hasScan: boolean;
};

/** What the viewer recorded on paper, by references; nothing that somebody else recorded. */
async function readRecorded(
  viewer: Viewer,
  portal: Portal,
  references: string[],
): Promise<Recorded[]> {
  if (references.length === 0) return [];
  return portal.db.execute<Recorded>(sql`
    select k.reference, p.handle, k.directory_name as name, k.track, v.number as version, k.grade,
      y.scan_id is not null as "hasScan"
    from paper_acknowledgements y
      join acknowledgements k on k.id = y.acknowledgement_id
      join policy_versions v on v.id = k.version_id
      join people p on p.id = k.person_id
    where k.reference in ${references} and y.recorded_by = ${viewer.personId}
    order by p.sort_name, p.id`);
}

/** What the page after recording shows: the receipts its address names, or it does not exist. */
export async function recordedPage({ viewer, portal, url }: Visit) {
  const references = receiptsOf(url).slice(0, longestSheet);
  const recorded = await readRecorded(viewer, portal, references);
  if (recorded.length === 0) throw notFound();
  const { tracks } = await portal.organization();
  return recorded.map((row) => ({ ...row, track: titleOf(tracks, row.track) }));
}

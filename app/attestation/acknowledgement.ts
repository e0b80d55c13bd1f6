import { sql } from "drizzle-orm";
import type { grade } from "#drizzle/schema/attestation.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import type { Json } from "../ledger/canonical.ts";
import type { PaperFacts } from "../paper/paper-facts.ts";
import { paperAsJson } from "../paper/paper-in-sql.ts";
import { paperOnReceipt } from "../paper/paper-on-receipt.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";

export type Grade = (typeof grade.enumValues)[number];

/** An acknowledgement as a page shows it. */
export type Acknowledgement = {
  reference: string;
  grade: Grade;
  method: string;
  typedName: string;
  directoryName: string;
  handle: string;
  acknowledgedAt: Date;
  /** What makes it one on paper; null for one of grade self. */
  paper: PaperFacts | null;
  isOwn: boolean;
  version: PolicyVersion;
  track: FrozenTrack;
  record: { id: string; body: string };
};

/**
 * One acknowledgement by its reference: to the person it is about, and to HR. To anyone else, and when
 * there is none, undefined.
 */
export async function readAcknowledgement(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<Acknowledgement | undefined> {
  const [row] = await portal.db.execute<AcknowledgementRow & { body: string }>(sql`
    select k.reference, k.grade, k.method, k.typed_name as "typedName", k.track,
      k.directory_name as "directoryName", p.handle, k.acknowledged_at as "acknowledgedAt",
      k.version_id as "versionId", k.person_id = ${viewer.personId} as "isOwn",
      k.record_id as "recordId", r.body, ${paperAsJson} as paper
    from acknowledgements k
      join people p on p.id = k.person_id
      join ledger_records r on r.id = k.record_id
    where k.reference = ${reference.slice(0, 40)}
      and (k.person_id = ${viewer.personId} or ${isSeenBy(viewer)})`);
  if (!row) return undefined;
  const { versionId, track: trackId, recordId, body, ...acknowledgement } = row;
  const version = await portal.shelf.version(versionId);
  const track = version.content.tracks.find(({ id }) => id === trackId);
  if (!track) throw new Error(`Version ${version.number} has no track ${trackId}.`);
  return {
    ...acknowledgement,
    // Drizzle takes the date parsers off its client: moments arrive as text.
    acknowledgedAt: new Date(acknowledgement.acknowledgedAt),
    version,
    track,
    record: { id: recordId, body },
  };
}

/** The viewer's own acknowledgements, newest first: for the list of their receipts. */
export async function readOwnAcknowledgements(viewer: Viewer, portal: Portal) {
  const rows = await portal.db.$client<
    { reference: string; grade: Grade; track: string; acknowledgedAt: string; versionId: string }[]
  >`
    select reference, grade, track, acknowledged_at as "acknowledgedAt", version_id as "versionId"
    from acknowledgements where person_id = ${viewer.personId} order by acknowledged_at desc`;
  return Promise.all(
    rows.map(async ({ versionId, acknowledgedAt, track, ...row }) => {
      const { content, number } = await portal.shelf.version(versionId);
      return {
        ...row,
        acknowledgedAt: new Date(acknowledgedAt),
        policy: content.policy.number,
        title: content.policy.title,
        version: number,
        track: content.tracks.find(({ id }) => id === track)?.title ?? track,
      };
    }),
  );
}

/**
 * What the person saw and stated, as the receipt shows it. The ledger record carries its digest, so it is
 * put together from nothing but frozen words and the immutable row.
 */
export function whatWasShown(
  row: Omit<Acknowledgement, "isOwn" | "version" | "track" | "record">,
  version: PolicyVersion,
  track: FrozenTrack,
): { [name: string]: Json } {
  const { content } = version;
  return {
    reference: row.reference,
    organization: content.organization.name,
    person: { name: row.directoryName, number: row.handle, typed_name: row.typedName },
    policy: {
      number: content.policy.number,
      title: content.policy.title,
      version: version.number,
      effective_on: version.effectiveOn,
      version_digest: version.versionDigest,
    },
    track: track.title,
    lessons: row.paper?.lessons === "not-taken" ? [] : track.lessons.map(({ title }) => title),
    statement: content.statement.text,
    grade: row.grade,
    method: row.method,
    acknowledged_at: row.acknowledgedAt.toISOString(),
    // Absent, not null, for one of grade self: receipts made before there was paper stay as they are.
    ...(row.paper ? { paper: paperOnReceipt(row.paper) } : {}),
  };
}

type AcknowledgementRow = Omit<
  Acknowledgement,
  "version" | "track" | "record" | "acknowledgedAt"
> & {
  acknowledgedAt: string;
  versionId: string;
  track: string;
  recordId: string;
};

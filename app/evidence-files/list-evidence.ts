import { asc, eq, sql } from "drizzle-orm";
import { heldEvidence, viewingCopies } from "#drizzle/schema/evidence.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { readDescription, unwrapFileKey } from "./file-key.ts";
import type { EvidenceHolder } from "./holder.ts";
import { hasViewingCopy } from "./kinds.ts";
import { type EvidenceSource, readSource } from "./source.ts";

/** A file of a report or an exchange. */
export type Evidence = {
  id: string;
  name: string;
  /** By its content. */
  mediaType: string;
  /** Bytes, as it arrived. */
  size: number;
  /** SHA-256, hexadecimal, of its bytes as they arrived. */
  digest: string;
  author: "reporter" | "office";
  /** Who of the office added it: for handlers. */
  addedBy: string | null;
  addedOn: Day;
  /** Null of an anonymous reporter. */
  addedAt: Date | null;
  /** A copy to look at; null: of this kind none is made. */
  copy: "made" | "waiting" | { refused: string } | null;
  /** What who added it said of where it comes from and what it shows; null of what nobody was asked of. */
  source: EvidenceSource | null;
};

/** The files something holds in the order they were added. Whoever opened it may read the list. */
export async function listEvidence(
  _portal: Portal,
  db: Executor,
  holder: EvidenceHolder,
): Promise<Evidence[]> {
  const rows = await db
    .select({
      id: heldEvidence.fileId,
      size: heldEvidence.size,
      described: heldEvidence.described,
      wrappedKey: heldEvidence.wrappedKey,
      author: heldEvidence.author,
      addedBy: sql<string | null>`${people.givenName} || ' ' || ${people.familyName}`,
      addedOn: heldEvidence.addedOn,
      addedAt: heldEvidence.addedAt,
      sourced: heldEvidence.sourced,
      isMade: sql<boolean>`${viewingCopies.bytes} is not null`,
      refused: viewingCopies.refused,
    })
    .from(heldEvidence)
    .leftJoin(people, eq(people.id, heldEvidence.by))
    .leftJoin(viewingCopies, eq(viewingCopies.fileId, heldEvidence.fileId))
    .where(eq(heldEvidence.keyId, holder.keyId))
    .orderBy(asc(heldEvidence.position));
  return rows.map(({ described, wrappedKey, isMade, refused, sourced, ...row }) => {
    const key = unwrapFileKey(holder.key, "report_evidence", row.id, wrappedKey);
    const { name, mediaType, digest } = readDescription(key, row.id, described);
    const state = isMade ? "made" : refused === null ? "waiting" : { refused };
    return {
      ...{ ...row, name, mediaType, digest, copy: hasViewingCopy(mediaType) ? state : null },
      source: sourced && readSource(holder.key, row.id, sourced),
    };
  });
}

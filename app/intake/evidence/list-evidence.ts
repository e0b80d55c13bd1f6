import { asc, eq, sql } from "drizzle-orm";
import { reportEvidence, viewingCopies } from "#drizzle/schema/evidence.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import type { OpenReport } from "../open-report.ts";
import { readDescription, unwrapFileKey } from "./file-key.ts";
import { hasViewingCopy } from "./kinds.ts";

/** A file of a report. */
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
};

/** The files of a report in the order they were added. Whoever opened the report may read the list. */
export async function listEvidence(
  _portal: Portal,
  db: Executor,
  report: OpenReport,
): Promise<Evidence[]> {
  const rows = await db
    .select({
      id: reportEvidence.fileId,
      size: reportEvidence.size,
      described: reportEvidence.described,
      wrappedKey: reportEvidence.wrappedKey,
      author: reportEvidence.author,
      addedBy: sql<string | null>`${people.givenName} || ' ' || ${people.familyName}`,
      addedOn: reportEvidence.addedOn,
      addedAt: reportEvidence.addedAt,
      isMade: sql<boolean>`${viewingCopies.bytes} is not null`,
      refused: viewingCopies.refused,
    })
    .from(reportEvidence)
    .leftJoin(people, eq(people.id, reportEvidence.by))
    .leftJoin(viewingCopies, eq(viewingCopies.fileId, reportEvidence.fileId))
    .where(eq(reportEvidence.reportId, report.id))
    .orderBy(asc(reportEvidence.position));
  return rows.map(({ described, wrappedKey, isMade, refused, ...row }) => {
    const key = unwrapFileKey(report.key, "report_evidence", row.id, wrappedKey);
    const { name, mediaType, digest } = readDescription(key, row.id, described);
    const state = isMade ? "made" : refused === null ? "waiting" : { refused };
    return { ...row, name, mediaType, digest, copy: hasViewingCopy(mediaType) ? state : null };
  });
}

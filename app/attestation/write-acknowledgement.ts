import { randomInt } from "node:crypto";
import type { PostgresError } from "postgres";
import { acknowledgements } from "#drizzle/schema/attestation.ts";
import type { FrozenTrack } from "../content/frozen-version.ts";
import type { PolicyVersion } from "../content/version.ts";
import type { Transaction } from "../db.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import { shownDigest } from "../ledger/receipt.ts";
import { type Facts, writeRecord } from "../ledger/record.ts";
import { withdrawOfSettled } from "../notices/withdraw-of-settled.ts";
import { type PaperFacts, paperInLedger } from "../paper/paper-facts.ts";
import { type Acknowledgement, whatWasShown } from "./acknowledgement.ts";
import { digestAnswers } from "./answers-digest.ts";

type NewAcknowledgement = {
  personId: string;
  assignmentId: string;
  version: PolicyVersion;
  track: FrozenTrack;
  kept: Pick<
    Acknowledgement,
    "grade" | "method" | "typedName" | "directoryName" | "handle" | "acknowledgedAt"
  >;
  /** What makes it one on paper; null for one of grade self. */
  paper: PaperFacts | null;
  /** What else the record says of how they showed who they are. */
  proof?: Facts;
  /** Who recorded it: the person, or whoever had the paper before them. */
  by: string;
};

/**
 * Writes an acknowledgement and its ledger record, and withdraws what was still to be said of its assignment. The
 * database refuses a second one of it: see `isSettledMeanwhile`.
 */
export async function writeAcknowledgement(
  tx: Transaction,
  { personId, assignmentId, version, track, kept, paper, proof = {}, by }: NewAcknowledgement,
): Promise<{ id: string; reference: string }> {
  const { handle, ...row } = kept;
  const reference = newReference();
  const shown = whatWasShown({ ...kept, reference, paper }, version, track);
  const answers = await digestAnswers(tx, assignmentId);
  const lessons = paper?.lessons === "not-taken" ? [] : track.lessons.map(({ slug }) => slug);
  const { id: recordId } = await writeRecord(tx, {
    act: "acknowledge",
    by,
    about: personId,
    at: kept.acknowledgedAt,
    facts: {
      assignment: assignmentId,
      version: version.id,
      version_digest: version.versionDigest,
      track: track.id,
      lessons,
      statement_digest: sha256Hex(version.content.statement.text),
      answers: answers.count,
      answers_digest: answers.digest,
      grade: kept.grade,
      method: kept.method,
      reference,
      shown_digest: shownDigest(shown),
      ...(paper ? paperInLedger(paper) : {}),
      ...proof,
    },
  });
  const [written] = await tx
    .insert(acknowledgements)
    .values({
      ...row,
      reference,
      assignmentId,
      personId,
      versionId: version.id,
      track: track.id,
      recordId,
    })
    .returning({ id: acknowledgements.id });
  if (!written) throw new Error("The acknowledgement was not written.");
  await withdrawOfSettled(tx, [{ id: assignmentId, personId }], kept.acknowledgedAt);
  return { id: written.id, reference };
}

/** Another request settled the assignment between this one's look and its act. */
export function isSettledMeanwhile(problem: unknown): boolean {
  const cause = (problem as Error).cause ?? problem;
  const { constraint_name } = cause as PostgresError;
  return constraint_name === "acknowledgements_are_one_an_assignment";
}

/** Crockford's base 32 without vowels to misread: `R-` and ten characters, 50 random bits. */
function newReference(): string {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const characters = Array.from({ length: 10 }, () => letters[randomInt(32)]).join("");
  return `R-${characters.slice(0, 5)}-${characters.slice(5)}`;
}

import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { acknowledgements } from "#drizzle/schema/attestation.ts";
import { provePassword } from "../auth/prove-password.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import { shownDigest } from "../ledger/receipt.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { type Duty, isOpen, nextLesson } from "../training/duties.ts";
import { type Acknowledgement, whatWasShown } from "./acknowledgement.ts";
import { digestAnswers } from "./answers-digest.ts";

export type Statement = {
  /** The digest of the version whose words stood on the page. */
  versionDigest: string;
  agreed: boolean;
  typedName: string;
  password: string;
};

export type AcknowledgementRefused = {
  /** The field to mend, or `form`. */
  at: "form" | "agreed" | "typedName" | "password";
  refused: string;
  status: 400 | 409 | 429;
};

/**
 * Records a person's statement about the version they were shown: once an assignment, whatever is pressed
 * twice. Refuses while a lesson is incomplete, when another version than the one shown is due by now, and
 * without the password again. A name that differs from the directory's is kept as typed, not refused.
 */
export async function acknowledge(
  viewer: Viewer,
  portal: Portal,
  duty: Duty,
  statement: Statement,
): Promise<{ reference: string } | AcknowledgementRefused> {
  if (statement.versionDigest !== duty.version.versionDigest) {
    return refuse(
      "form",
      409,
      "The policy has changed since you opened this page. Read it again below",
    );
  }
  if (!isOpen(duty)) {
    return duty.reference
      ? { reference: duty.reference }
      : refuse(
          "form",
          409,
          "This assignment is settled already. Ask Human Resources if that is wrong",
        );
  }
  const next = nextLesson(duty);
  if (next) return refuse("form", 409, `Complete the lesson "${next.title}" first`);
  if (!statement.agreed) return refuse("agreed", 400, "Confirm the statement by ticking the box");
  const proof = await provePassword(viewer, portal, statement);
  if ("refused" in proof) return refuse("password", proof.status, proof.refused);

  try {
    return await portal.db.transaction((tx) =>
      record(tx, viewer, duty, statement.typedName, portal.now()),
    );
  } catch (problem) {
    const existing = isSettledMeanwhile(problem) && (await referenceOf(portal, duty));
    if (existing) return { reference: existing };
    throw problem;
  }
}

async function record(
  tx: Transaction,
  viewer: Viewer,
  duty: Duty,
  typedName: string,
  now: Date,
): Promise<{ reference: string }> {
  const { version, track } = duty;
  const kept = {
    reference: newReference(),
    grade: "self",
    method: "password",
    typedName,
    directoryName: fullName(viewer),
    acknowledgedAt: now,
  } satisfies Partial<Acknowledgement>;
  const shown = whatWasShown({ ...kept, handle: viewer.handle }, version, track);
  const answers = await digestAnswers(tx, duty.assignmentId);
  const { id: recordId } = await writeRecord(tx, {
    act: "acknowledge",
    by: viewer.personId,
    about: viewer.personId,
    at: now,
    facts: {
      assignment: duty.assignmentId,
      version: version.id,
      version_digest: version.versionDigest,
      track: track.id,
      lessons: track.lessons.map(({ slug }) => slug),
      statement_digest: sha256Hex(version.content.statement.text),
      answers: answers.count,
      answers_digest: answers.digest,
      grade: kept.grade,
      method: kept.method,
      reference: kept.reference,
      shown_digest: shownDigest(shown),
    },
  });
  await tx.insert(acknowledgements).values({
    ...kept,
    assignmentId: duty.assignmentId,
    personId: viewer.personId,
    versionId: version.id,
    track: track.id,
    recordId,
  });
  return { reference: kept.reference };
}

/** Crockford's base 32 without vowels to misread: `R-` and ten characters, 50 random bits. */
function newReference(): string {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const characters = Array.from({ length: 10 }, () => letters[randomInt(32)]).join("");
  return `R-${characters.slice(0, 5)}-${characters.slice(5)}`;
}

/** Another request settled the assignment between this one's look and its act. */
function isSettledMeanwhile(problem: unknown): boolean {
  const cause = (problem as Error).cause ?? problem;
  const { constraint_name } = cause as PostgresError;
  return constraint_name === "acknowledgements_are_one_an_assignment";
}

async function referenceOf(portal: Portal, duty: Duty): Promise<string | undefined> {
  const [existing] = await portal.db
    .select({ reference: acknowledgements.reference })
    .from(acknowledgements)
    .where(eq(acknowledgements.assignmentId, duty.assignmentId));
  return existing?.reference;
}

function refuse(
  at: AcknowledgementRefused["at"],
  status: AcknowledgementRefused["status"],
  refused: string,
): AcknowledgementRefused {
  return { at, refused, status };
}

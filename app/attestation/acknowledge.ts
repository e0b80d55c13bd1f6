import { eq } from "drizzle-orm";
import { acknowledgements } from "#drizzle/schema/attestation.ts";
import { proveAgain } from "../auth/prove-again.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { type Duty, isOpen, nextLesson } from "../training/duties.ts";
import { isSettledMeanwhile, writeAcknowledgement } from "./write-acknowledgement.ts";

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
  const proof = await proveAgain(viewer, portal, statement);
  if ("refused" in proof) return refuse("password", proof.status, proof.refused);

  try {
    return await portal.db.transaction((tx) =>
      writeAcknowledgement(tx, {
        personId: viewer.personId,
        assignmentId: duty.assignmentId,
        version: duty.version,
        track: duty.track,
        kept: {
          grade: "self",
          method: "password",
          typedName: statement.typedName,
          directoryName: fullName(viewer),
          handle: viewer.handle,
          acknowledgedAt: portal.now(),
        },
        paper: null,
        by: viewer.personId,
      }),
    );
  } catch (problem) {
    const existing = isSettledMeanwhile(problem) && (await referenceOf(portal, duty));
    if (existing) return { reference: existing };
    throw problem;
  }
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

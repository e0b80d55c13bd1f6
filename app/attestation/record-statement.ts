import { eq } from "drizzle-orm";
import { acknowledgements } from "#drizzle/schema/attestation.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import type { Facts } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { type Duty, isOpen, nextLesson } from "../training/duties.ts";
import { isSettledMeanwhile, writeAcknowledgement } from "./write-acknowledgement.ts";

export type AcknowledgementRefused = {
  /** The field to mend, or `form`. */
  at: "form" | "agreed" | "typedName" | "password" | "passkey";
  refused: string;
  status: 400 | 403 | 409 | 429;
};

/**
 * What stands in the way of a statement about the version somebody was shown, whoever they are: another version is due by
 * now, the assignment is settled, a lesson is incomplete. The receipt where it was acknowledged already; null: nothing.
 */
export function whyNoStatement(
  duty: Duty,
  { versionDigest }: { versionDigest: string },
): { reference: string } | AcknowledgementRefused | null {
  if (versionDigest !== duty.version.versionDigest) {
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
  return next ? refuse("form", 409, `Complete the lesson "${next.title}" first`) : null;
}

/** A statement of somebody who has shown who they are: how, in a word for the record, and with what facts. */
type ProvenStatement = {
  typedName: string;
  method: string;
  facts?: Facts;
  /** Done in the same transaction. */
  also?: (tx: Transaction) => Promise<void>;
};

/** Records it, once an assignment: a second one gets the first one's receipt. */
export async function recordStatement(
  viewer: Viewer,
  portal: Portal,
  duty: Duty,
  { typedName, method, facts = {}, also = async () => {} }: ProvenStatement,
): Promise<{ reference: string }> {
  try {
    return await portal.db.transaction(async (tx) => {
      await also(tx);
      return writeAcknowledgement(tx, {
        personId: viewer.personId,
        assignmentId: duty.assignmentId,
        version: duty.version,
        track: duty.track,
        kept: {
          grade: "self",
          ...{ method, typedName },
          directoryName: fullName(viewer),
          handle: viewer.handle,
          acknowledgedAt: portal.now(),
        },
        paper: null,
        proof: {
          session: { method: viewer.method, second_factor: viewer.hasSecondFactor },
          ...facts,
        },
        by: viewer.personId,
      });
    });
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

/** A refusal at a field of the page, with its status. */
export function refuse(
  at: AcknowledgementRefused["at"],
  status: AcknowledgementRefused["status"],
  refused: string,
): AcknowledgementRefused {
  return { at, refused, status };
}

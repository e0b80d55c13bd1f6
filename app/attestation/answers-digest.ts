import { asc, eq } from "drizzle-orm";
import { attempts } from "#drizzle/schema/attestation.ts";
import type { Executor } from "../db.ts";
import { canonicalJson, sha256Hex } from "../ledger/canonical.ts";

/**
 * SHA-256 over every attempt of an assignment: which scenario, the order shown, what was chosen, whether
 * it was right, and when (ISO 8601, UTC). The acknowledgement's ledger record carries it, so that an
 * attempt added, changed or removed afterwards shows.
 */
export async function digestAnswers(
  tx: Executor,
  assignmentId: string,
): Promise<{ count: number; digest: string }> {
  const rows = await tx
    .select({
      scenario: attempts.scenario,
      number: attempts.number,
      shown: attempts.shown,
      chosen: attempts.chosen,
      right: attempts.isRight,
      at: attempts.attemptedAt,
    })
    .from(attempts)
    .where(eq(attempts.assignmentId, assignmentId))
    .orderBy(asc(attempts.scenario), asc(attempts.number));
  const answers = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return { count: rows.length, digest: sha256Hex(canonicalJson(answers)) };
}

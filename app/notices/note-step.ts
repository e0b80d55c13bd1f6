import type { noticeStep } from "#drizzle/schema/notices.ts";
import { noticeSteps } from "#drizzle/schema/notices.ts";
import type { Executor } from "../db.ts";
import { type Act, writeRecord } from "../ledger/record.ts";
import type { Letter } from "./letter.ts";
import type { NoticeKind } from "./owe-notices.ts";
import { isPrivateKind } from "./private-kinds.ts";

export type NoticeStep = (typeof noticeStep.enumValues)[number];

export type Step = {
  notice: { id: string; kind: NoticeKind; personId: string };
  step: NoticeStep;
  now: Date;
  /** Null: the portal itself. */
  by?: string | null;
  letter?: Letter | null;
  /** Of a letter whose words an earlier step has. */
  digest?: string | null;
  address?: string | null;
  reason?: string;
  nextAt?: Date;
};

/** Steps that the ledger hears of: what a person was or was not served. */
const acts = {
  sent: "notice-sent",
  refused: "notice-refused",
  "handed-over": "notice-handed-over",
  "counted-as-sent": "notice-counted-as-sent",
  "came-back": "notice-came-back",
  withdrawn: "notice-withdrawn",
} as const satisfies Partial<Record<NoticeStep, Act>>;

type NoticeLedgerAct = (typeof acts)[keyof typeof acts] | "notice-asked-again";

/** The act by which the ledger hears of a step; null for one it does not hear of. */
export function actOfStep(step: NoticeStep, by: string | null): NoticeLedgerAct | null {
  if (step === "again") return by ? "notice-asked-again" : null;
  return step in acts ? acts[step as keyof typeof acts] : null;
}

/**
 * Takes a notice one step on, and tells the ledger. The database refuses a step that does not follow from
 * where the notice stands.
 */
export async function noteStep(
  tx: Executor,
  { notice, step, now, by = null, letter, digest, address, reason, nextAt }: Step,
): Promise<void> {
  const known = letter?.digest ?? digest ?? null;
  await tx.insert(noticeSteps).values({
    // The database numbers it: the trigger holds the notice meanwhile.
    ...{ noticeId: notice.id, number: 0, step, at: now, by, nextAt },
    ...{ address: address ?? null, reason: reason?.slice(0, 500), digest: known },
    ...{ subject: letter?.subject, html: letter?.html, words: letter?.words },
  });
  const act = actOfStep(step, by);
  if (!act) return;
  const facts = { notice: notice.id, kind: notice.kind, digest: known };
  // That somebody was told of an exchange says that they had one.
  const about = isPrivateKind(notice.kind) ? null : notice.personId;
  await writeRecord(tx, { act, by, about, at: now, facts });
}

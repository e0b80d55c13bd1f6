import { type noticeKind, notices } from "#drizzle/schema/notices.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { enqueue } from "../enqueue.ts";

export type NoticeKind = (typeof noticeKind.enumValues)[number];

export type NewNotice = {
  /** For what it is owed, such as `assignment 0190…`: owed twice, it is sent once. */
  key: string;
  kind: NoticeKind;
  personId: string;
  assignmentId?: string;
  versionId?: string;
  /** Of a reminder: the due day it is about, and its own day. There is one a person and day. */
  dueOn?: Day;
  remindedOn?: Day;
  /** Of the latest seal: which. A person is told of it once. */
  seal?: number;
  /** Who asked for it; the portal itself unless said. */
  owedBy?: string;
};

/** As many rows as one statement takes comfortably. */
const batch = 1000;

/**
 * Owes notices, in the transaction of what they are about, and asks for their sending. One that is owed
 * already stays as it is. Answers whom it owes one that was not owed before.
 */
export async function oweNotices(tx: Executor, owed: NewNotice[], now: Date): Promise<string[]> {
  const told: string[] = [];
  for (let at = 0; at < owed.length; at += batch) {
    const rows = owed
      .slice(at, at + batch)
      .map((notice) => ({ ...notice, owedAt: now, stateAt: now, nextAt: now }));
    const added = await tx
      .insert(notices)
      .values(rows)
      .onConflictDoNothing()
      .returning({ personId: notices.personId });
    told.push(...added.map(({ personId }) => personId));
  }
  if (told.length > 0) await enqueue(tx, "send-notices", {});
  return told;
}

import { type noticeKind, notices } from "#drizzle/schema/notices.ts";
import type { Executor } from "../db.ts";

export type NoticeKind = (typeof noticeKind.enumValues)[number];

export type NewNotice = {
  /** For what it is owed, such as `assignment 0190…`: owed twice, it is sent once. */
  key: string;
  kind: NoticeKind;
  personId: string;
  assignmentId?: string;
  versionId?: string;
};

/** As many rows as one statement takes comfortably. */
const batch = 1000;

/** Owes notices, in the transaction of what they are about. One that is owed already stays as it is. */
export async function oweNotices(tx: Executor, owed: NewNotice[], now: Date): Promise<void> {
  for (let at = 0; at < owed.length; at += batch) {
    const rows = owed.slice(at, at + batch).map((notice) => ({ ...notice, owedAt: now }));
    await tx.insert(notices).values(rows).onConflictDoNothing({ target: notices.key });
  }
}

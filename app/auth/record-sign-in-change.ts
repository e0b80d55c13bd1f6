import { sql } from "drizzle-orm";
import type { Transaction } from "../db.ts";
import { type RecordedAct, writeRecord } from "../ledger/record.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import type { ToldByMail } from "./sign-in-changes.ts";

type Change = Extract<RecordedAct, { act: ToldByMail }> & { about: string };

/**
 * Records that something about how a person signs in changed, and owes them a mail that says so. Who has no address
 * finds it on their account page, as everybody does.
 */
export async function recordSignInChange(tx: Transaction, change: Change): Promise<void> {
  const { id } = await writeRecord(tx, change);
  const personId = change.about;
  const [reached] = await tx.execute(
    sql`select from people where id = ${personId} and email is not null`,
  );
  if (!reached) return;
  const owed = { key: `sign-in-changed ${id}`, kind: "sign-in-changed" as const, personId };
  await oweNotices(tx, [owed], change.at);
}

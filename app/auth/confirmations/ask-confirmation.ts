import { confirmations } from "#drizzle/schema/second-factors.ts";
import { clockOf } from "../../clock.ts";
import type { Executor } from "../../db.ts";
import { writeRecord } from "../../ledger/record.ts";
import { oweNotices } from "../../notices/owe-notices.ts";
import type { Portal } from "../../portal.ts";
import { holdPerson } from "../hold-person.ts";
import { mayGrantRoles, type Viewer } from "../viewer.ts";
import { readHolders } from "./case-grants.ts";
import type { ConfirmationKind } from "./confirmation-words.ts";

/**
 * Asks that a second person confirm something about a holder of a case grant, and tells all holders that it waits:
 * the mail says no more. Asked twice while it waits, it waits once. Refuses all but administrators, oneself, and
 * where nobody is there who could confirm.
 */
export async function askConfirmation(
  viewer: Viewer,
  portal: Portal,
  { kind, personId }: { kind: ConfirmationKind; personId: string },
): Promise<{ waits: true } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: "Ask an administrator: only they ask for this" };
  if (viewer.personId === personId) {
    return { refused: "Ask another administrator: nobody asks for this about themselves" };
  }
  const { today } = await clockOf(portal);
  const now = portal.now();
  return portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const holders = await readHolders(tx, today);
    if (!whoCouldConfirm(holders, { askedBy: viewer.personId, personId })) {
      return { refused: nobodyConfirms };
    }
    const [asked] = await tx
      .insert(confirmations)
      .values({ kind, personId, askedBy: viewer.personId, askedAt: now })
      .onConflictDoNothing()
      .returning({ id: confirmations.id });
    if (!asked) return { waits: true };
    await writeRecord(tx, {
      ...{ act: "ask-confirmation", by: viewer.personId, about: personId, at: now },
      facts: { confirmation: asked.id, kind },
    });
    const told = holders.filter((one) => one !== viewer.personId);
    await tellHolders(tx, told, { notice: "confirmation-waiting", confirmation: asked.id, now });
    return { waits: true };
  });
}

const nobodyConfirms =
  "Grant somebody else a role for cases first, or ask whoever runs the server: nobody is there who could confirm this";

const whoCouldConfirm = (
  holders: string[],
  { askedBy, personId }: { askedBy: string; personId: string },
) => holders.some((one) => one !== askedBy && one !== personId);

/** Tells holders of case grants: once a confirmation and person, in a mail that says nothing of it. */
export async function tellHolders(
  tx: Executor,
  holders: string[],
  {
    notice,
    confirmation,
    now,
  }: { notice: "confirmation-waiting" | "confirmation-given"; confirmation: string; now: Date },
): Promise<void> {
  const owed = holders.map((personId) => ({
    ...{ key: `${notice} ${confirmation} ${personId}`, kind: notice, personId },
  }));
  await oweNotices(tx, owed, now);
}

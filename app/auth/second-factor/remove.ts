import { and, eq } from "drizzle-orm";
import { passkeys } from "#drizzle/schema/second-factors.ts";
import type { Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { holdPerson } from "../hold-person.ts";
import { recordSignInChange } from "../record-sign-in-change.ts";
import type { Viewer } from "../viewer.ts";
import { endApp } from "./authenticator-app.ts";
import { countFactors, isPasskey } from "./factors.ts";
import { needsFactor } from "./needs-factor.ts";
import { withdrawRecoveryCodes } from "./recovery-codes.ts";

const isLast =
  "Add another first: this is your last second step, and what you may see asks for one";

/** Why somebody's factor cannot be removed, or null: the page says the same as the act. */
export async function whyNoRemoval(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "asksForSecondFactor">,
  db: Transaction | Portal["db"] = portal.db,
): Promise<string | null> {
  if (!portal.asksForSecondFactor || !needsFactor(viewer)) return null;
  return (await countFactors(db, viewer.personId)) > 1 ? null : isLast;
}

/**
 * Removes one's own app, or one passkey. With the last factor its recovery codes go too. Refuses the last one to whom
 * needs it. Removed twice, it is removed once. Who calls it has had the person prove again who they are.
 */
export async function removeFactor(
  viewer: Viewer,
  portal: Pick<Portal, "db" | "now" | "asksForSecondFactor">,
  factor: "app" | { passkey: string },
): Promise<{ removed: boolean } | { refused: string }> {
  const { personId } = viewer;
  const now = portal.now();
  return portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const refused = await whyNoRemoval(viewer, portal, tx);
    if (refused) return { refused };
    const removed =
      factor === "app"
        ? await endApp(tx, personId, { by: personId, now })
        : await endPasskey(tx, personId, { ...factor, now });
    if (!removed) return { removed };
    if ((await countFactors(tx, personId)) === 0) await withdrawRecoveryCodes(tx, personId, now);
    const facts = factor === "app" ? { factor } : { factor: "passkey", ...factor };
    await recordSignInChange(tx, {
      ...{ act: "remove-second-factor", by: personId, about: personId, at: now, facts },
    });
    return { removed };
  });
}

async function endPasskey(
  tx: Transaction,
  personId: string,
  { passkey, now }: { passkey: string; now: Date },
): Promise<boolean> {
  const ended = await tx
    .update(passkeys)
    .set({ endedAt: now, endedBy: personId })
    .where(and(eq(passkeys.id, passkey), isPasskey(personId)))
    .returning({ id: passkeys.id });
  return ended.length > 0;
}

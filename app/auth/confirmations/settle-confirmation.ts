import { and, eq, isNull } from "drizzle-orm";
import { confirmations } from "#drizzle/schema/second-factors.ts";
import { clockOf } from "../../clock.ts";
import type { Transaction } from "../../db.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { holdPerson } from "../hold-person.ts";
import { endFactors } from "../second-factor/reset.ts";
import { mayGrantRoles, type Viewer } from "../viewer.ts";
import { tellHolders } from "./ask-confirmation.ts";
import { holdsCaseGrant, readHolders } from "./case-grants.ts";
import type { ConfirmationEnd, ConfirmationKind } from "./confirmation-words.ts";
import type { Confirmation } from "./read-confirmations.ts";

type Asked = Pick<Confirmation, "id" | "personId" | "askedById" | "kind" | "ended">;

/**
 * Why a viewer cannot end a confirmation so, or null. Somebody who holds a case grant confirms or declines, never who
 * asked; whom it is about declines and never confirms; an administrator withdraws.
 */
export function whyNotSettled(
  viewer: Viewer,
  asked: Asked,
  as: ConfirmationEnd,
  isHolder: boolean,
): string | null {
  if (asked.ended) return "Nothing is left to do: this was settled already";
  if (as === "withdrawn") {
    return mayGrantRoles(viewer) ? null : "Ask an administrator: only they withdraw this";
  }
  if (viewer.personId === asked.askedById) {
    return "Ask somebody else who holds a role for cases: you asked for this yourself";
  }
  if (!isHolder) return "Ask somebody who holds a role for cases: only they settle this";
  return as === "confirmed" && viewer.personId === asked.personId
    ? "Ask somebody else who holds a role for cases: this is about you"
    : null;
}

/**
 * Ends what waits for a second person. Confirmed, it takes effect in the same transaction, or, where somebody has yet
 * to act on it, may from now on; all holders of case grants are told. Refuses as `whyNotSettled` says; of two at the
 * same moment one counts.
 */
export async function settleConfirmation(
  viewer: Viewer,
  portal: Portal,
  asked: Asked,
  as: ConfirmationEnd,
): Promise<{ ended: ConfirmationEnd } | { refused: string }> {
  const { today } = await clockOf(portal);
  const now = portal.now();
  const { id, kind, personId } = asked;
  try {
    return await portal.db.transaction(async (tx) => {
      await holdPerson(tx, personId);
      const isHolder = await holdsCaseGrant(tx, viewer.personId);
      const refused = whyNotSettled(viewer, asked, as, isHolder);
      if (refused) throw new Refused(refused);
      const [ended] = await tx
        .update(confirmations)
        .set({
          ...{ endedAs: as, endedBy: viewer.personId, endedAt: now },
          doneAt: as === "confirmed" && isDoneAtOnce[kind] ? now : null,
        })
        .where(and(eq(confirmations.id, id), isNull(confirmations.endedAt)))
        .returning({ id: confirmations.id });
      if (!ended) throw new Refused("Nothing is left to do: this was settled already");
      await writeRecord(tx, {
        ...{ act: "end-confirmation", by: viewer.personId, about: personId, at: now },
        facts: { confirmation: id, kind, ended: as },
      });
      if (as === "confirmed") {
        await takeEffect[kind]?.(tx, { ...asked, now });
        const holders = await readHolders(tx, today);
        await tellHolders(tx, holders, { notice: "confirmation-given", confirmation: id, now });
      }
      return { ended: as };
    });
  } catch (problem) {
    if (problem instanceof Refused) return { refused: problem.message };
    throw problem;
  }
}

/** Takes the transaction back, and says why. */
class Refused extends Error {}

/** A set-up code is made and handed over by whoever asked: it takes effect then. */
const isDoneAtOnce: Record<ConfirmationKind, boolean> = {
  "reset-password": false,
  "reset-second-factor": true,
};

type Effect = (tx: Transaction, asked: Asked & { now: Date }) => Promise<void>;

const takeEffect: Partial<Record<ConfirmationKind, Effect>> = {
  async "reset-second-factor"(tx, { id, personId, askedById, now }) {
    const done = await endFactors(tx, { personId, by: askedById, confirmation: id, now });
    if ("refused" in done) throw new Refused(done.refused);
  },
};

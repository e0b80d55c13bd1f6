import type { Executor } from "../db.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { NewCaseAct } from "./case-act.ts";
import { whyNobodyLeft } from "./choose-party.ts";

type Hand = Pick<CaseInHand, "kase" | "capacity" | "today">;

/** Why somebody cannot step aside: they handle the case, and nobody else could; null where they can. */
export async function whyLast(db: Executor, hand: Hand): Promise<string | null> {
  const { personId, handles } = hand.capacity;
  return handles ? whyNobodyLeft(db, hand, { personId, below: false }) : null;
}

/** The act by which somebody gives up all part in a case, with the reason; refuses where nobody would be left. */
export async function stepAsideAct(
  db: Executor,
  hand: Hand,
  words: string,
): Promise<NewCaseAct[] | { refused: string }> {
  const refused = await whyLast(db, hand);
  if (refused) return { refused };
  const { personId } = hand.capacity;
  return [{ act: "shut-out", personId, choice: "declared", said: { words } }];
}

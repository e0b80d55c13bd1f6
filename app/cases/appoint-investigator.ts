import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import type { AskedOfCase } from "./case-route.ts";
import { readInvestigator } from "./who-can-investigate.ts";

/** The act that appoints somebody by their handle; or why it cannot be them. */
export async function appointInvestigator(
  portal: Portal,
  db: Executor,
  { kase }: Pick<CaseInHand, "kase">,
  { person, words }: { person: string; words: string },
): Promise<AskedOfCase> {
  const found = await readInvestigator(portal, db, kase, person);
  if (!found) return { refused: "Choose somebody of the list, or search again", field: "person" };
  const { id: personId, name, whyNot } = found;
  if (whyNot) return { refused: `Choose somebody else: ${name} ${whyNot}`, field: "person" };
  return [{ act: "appointed", personId, ...(words && { said: { words } }) }];
}

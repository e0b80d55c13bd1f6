import { and, eq } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { belongsHere } from "./presence.ts";
import { hasFactorStill } from "./second-factor/factors.ts";
import { passkeyNotShown, takePasskey } from "./second-factor/take-passkey.ts";

/**
 * Signs in by a passkey and nothing else: it is both, something one has and something only they can do with it.
 * Refuses one that is not accepted, and somebody whose employment is over, in the same words.
 */
export async function signInWithPasskey(
  portal: Portal,
  { answer, challenge }: { answer: string; challenge: string | null },
): Promise<{ personId: string; setCookie: string } | { refused: string }> {
  const used = await takePasskey(portal, { answer, challenge, personId: null });
  if ("refused" in used) return used;
  const { personId } = used;
  const { today } = await clockOf(portal);
  const [here] = await portal.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), belongsHere(today)));
  if (!here) return { refused: passkeyNotShown };
  const shown = { method: "passkey", withSecondFactor: true } as const;
  const setCookie = await portal.sessions.start(personId, shown);
  // A reset that is just going on could not see this session to end it.
  if (await hasFactorStill(portal.db, personId)) return { personId, setCookie };
  await portal.sessions.endAll(personId);
  return { refused: passkeyNotShown };
}

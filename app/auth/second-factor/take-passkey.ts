import {
  type AuthenticationResponseJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { and, eq, isNull, lt } from "drizzle-orm";
import { passkeys } from "#drizzle/schema/second-factors.ts";
import { clockOf } from "../../clock.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { spendChallenge } from "./challenge.ts";
import { parsePasskey } from "./passkey-answer.ts";
import { noPasskeysHere, relyingPartyOf } from "./relying-party.ts";

export const passkeyNotShown =
  "The passkey was not accepted. Press the button again, or use another way";

const cloned =
  "This passkey may have been copied, and was not accepted. Use another way, then remove it on your account page";

/**
 * Checks what a browser answers with a passkey: for this site, for the challenge this browser was given, by somebody
 * who showed the device that it is them, once. `personId` set: only a passkey of that person. One whose counter goes
 * back was copied: it is refused, and the ledger says so.
 */
export async function takePasskey(
  portal: Pick<Portal, "db" | "now" | "organization" | "publicUrl">,
  {
    answer,
    challenge,
    personId,
  }: { answer: string; challenge: string | null; personId: string | null },
): Promise<{ passkey: string; personId: string } | { refused: string }> {
  const party = relyingPartyOf(portal.publicUrl);
  if (!party) return { refused: noPasskeysHere };
  const response = parsePasskey<AuthenticationResponseJSON>(answer);
  if (!response || !challenge) return { refused: passkeyNotShown };
  const [kept] = await portal.db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.credentialId, response.id), isNull(passkeys.endedAt)));
  if (!kept || (personId && kept.personId !== personId)) return { refused: passkeyNotShown };
  const counter = await counterOf(response, { party, challenge, kept });
  if (counter === null) return { refused: passkeyNotShown };
  const { db } = portal;
  const now = portal.now();
  const { today } = await clockOf(portal);
  return db.transaction(async (tx) => {
    if (!(await spendChallenge(tx, challenge, now))) return { refused: passkeyNotShown };
    const counts = counter > 0 ? lt(passkeys.counter, counter) : eq(passkeys.counter, 0);
    const [used] = await tx
      .update(passkeys)
      .set({ counter, lastUsedOn: today })
      .where(and(eq(passkeys.id, kept.id), isNull(passkeys.endedAt), counts))
      .returning({ passkey: passkeys.id, personId: passkeys.personId });
    if (used) return used;
    await writeRecord(tx, {
      ...{ act: "refuse-passkey", by: null, about: kept.personId, at: now },
      facts: { passkey: kept.id, counter },
    });
    return { refused: cloned };
  });
}

/** The counter of an answer that verifies, or null. That it goes on is asked where it is stored. */
async function counterOf(
  response: AuthenticationResponseJSON,
  {
    party,
    challenge,
    kept,
  }: {
    party: { id: string; origin: string };
    challenge: string;
    kept: typeof passkeys.$inferSelect;
  },
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...{ response, expectedChallenge: challenge, requireUserVerification: true },
      ...{ expectedOrigin: party.origin, expectedRPID: party.id },
      credential: {
        id: kept.credentialId,
        publicKey: new Uint8Array(kept.publicKey),
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // The library throws at whatever does not fit, and all of it comes from the browser.
    return null;
  }
}

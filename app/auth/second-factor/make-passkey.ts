import { randomUUID } from "node:crypto";
import { type RegistrationResponseJSON, verifyRegistrationResponse } from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import { passkeys } from "#drizzle/schema/second-factors.ts";
import type { Executor, Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { spendChallenge } from "./challenge.ts";
import { isPasskey } from "./factors.ts";
import { parsePasskey } from "./passkey-answer.ts";
import { algorithms, noPasskeysHere, relyingPartyOf } from "./relying-party.ts";

/** As verified: what a row of it holds, but for whose it is and what it is called. */
type VerifiedPasskey = {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  challenge: string;
};

const notMade = "No passkey was made. Press the button again, within five minutes";

/**
 * Checks what a browser answers that made a passkey: for this site, for the challenge this browser was given, and by
 * somebody who showed the device that it is them. Refuses anything else.
 */
export async function verifyNewPasskey(
  { publicUrl }: Pick<Portal, "publicUrl">,
  { answer, challenge }: { answer: string; challenge: string | null },
): Promise<VerifiedPasskey | { refused: string }> {
  const party = relyingPartyOf(publicUrl);
  if (!party) return { refused: noPasskeysHere };
  const response = parsePasskey<RegistrationResponseJSON>(answer);
  if (!response || !challenge) return { refused: notMade };
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...{ response, expectedChallenge: challenge, requireUserVerification: true },
      ...{ expectedOrigin: party.origin, expectedRPID: party.id },
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return { refused: notMade };
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credentialId: id, publicKey, counter, transports, challenge };
  } catch {
    // The library throws at whatever does not fit, and all of it comes from the browser.
    return { refused: notMade };
  }
}

/** Whether what a browser answers that made a passkey was kept already: the person's form was sent again. */
export async function wasMade(
  db: Executor,
  { personId }: { personId: string },
  answer: string,
): Promise<boolean> {
  const credentialId = parsePasskey<RegistrationResponseJSON>(answer)?.id;
  if (!credentialId) return false;
  const own = and(isPasskey(personId), eq(passkeys.credentialId, credentialId));
  return (await db.$count(passkeys, own)) > 0;
}

/** Keeps a passkey under the name its owner gives it. Refuses one that is known, and a challenge answered before. */
export async function keepPasskey(
  tx: Transaction,
  { challenge, ...passkey }: VerifiedPasskey,
  { personId, name, now }: { personId: string; name: string; now: Date },
): Promise<{ passkey: string } | { refused: string }> {
  if (!(await spendChallenge(tx, challenge, now))) return { refused: notMade };
  const [kept] = await tx
    .insert(passkeys)
    .values({ id: randomUUID(), personId, name, madeAt: now, ...passkey })
    .onConflictDoNothing()
    .returning({ id: passkeys.id });
  return kept ? { passkey: kept.id } : { refused: "This passkey is known already. Make another" };
}

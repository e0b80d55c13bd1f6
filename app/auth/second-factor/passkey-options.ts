import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { and, eq, isNull } from "drizzle-orm";
import { passkeys } from "#drizzle/schema/second-factors.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { fullName } from "../viewer.ts";
import { giveChallenge } from "./challenge.ts";
import { algorithms, relyingPartyOf } from "./relying-party.ts";

/** Who asks for a passkey: somebody signed in, whole or half, or nobody yet. */
export type Asking = {
  personId: string;
  handle: string;
  givenName: string;
  familyName: string;
  sessionId: string;
} | null;

/**
 * What a browser needs to make a passkey or to use one, and the cookie that binds the answer to it. Nobody signed in
 * makes none. Null where this portal has no passkeys.
 */
export async function passkeyOptions(
  portal: Pick<Portal, "db" | "now" | "organization" | "publicUrl" | "vault">,
  asking: Asking,
  to: "make" | "use",
): Promise<{ options: object; setCookie: string } | null> {
  const party = relyingPartyOf(portal.publicUrl);
  if (!party) return null;
  const { challenge, setCookie } = giveChallenge(portal, asking?.sessionId ?? null);
  const known = asking ? await readKnown(portal.db, asking.personId) : [];
  if (to === "use") {
    const options = await generateAuthenticationOptions({
      ...{ rpID: party.id, challenge, userVerification: "required" },
      ...(asking && { allowCredentials: known }),
    });
    return { options, setCookie };
  }
  if (!asking) return null;
  const { name } = await portal.organization();
  const options = await generateRegistrationOptions({
    ...{ rpID: party.id, rpName: name, challenge, excludeCredentials: known },
    userID: new TextEncoder().encode(asking.personId),
    userName: asking.handle,
    userDisplayName: fullName(asking),
    attestationType: "none",
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, setCookie };
}

function readKnown(db: Executor, personId: string) {
  return db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(and(eq(passkeys.personId, personId), isNull(passkeys.endedAt)));
}

import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import { and, eq, isNull } from "drizzle-orm";
import { passkeys } from "#drizzle/schema/second-factors.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { fullName } from "../viewer.ts";
import { giveChallenge } from "./challenge.ts";
import type { Enrolling } from "./enrol.ts";
import { algorithms, relyingPartyOf } from "./relying-party.ts";

type Given = { options: object; setCookie: string };
type Using = Pick<Portal, "db" | "now" | "organization" | "publicUrl" | "vault">;

/**
 * What a browser needs to use a passkey, and the cookie that binds the answer to it, to the session of whoever asks and
 * to the errand; `asking` null is nobody yet. Null where this portal has no passkeys.
 */
export async function optionsToUse(
  portal: Using,
  asking: { personId: string; sessionId: string } | null,
  errand: "use" | "acknowledge",
): Promise<Given | null> {
  const party = relyingPartyOf(portal.publicUrl);
  if (!party) return null;
  const bound = { session: asking?.sessionId ?? null, errand };
  const { challenge, setCookie } = giveChallenge(portal, bound);
  const options = await generateAuthenticationOptions({
    ...{ rpID: party.id, challenge, userVerification: "required" },
    ...(asking && { allowCredentials: await readKnown(portal.db, asking.personId) }),
  });
  return { options, setCookie };
}

/**
 * What a browser needs to make a passkey of this name, and the cookie that binds the answer to it. Who calls it has
 * checked all else, so that no device keeps a passkey that the portal then refuses. Null as above.
 */
export async function optionsToMake(
  portal: Using,
  asking: Enrolling,
  passkey: string,
): Promise<Given | null> {
  const party = relyingPartyOf(portal.publicUrl);
  if (!party) return null;
  const bound = { session: asking.sessionId, errand: "make", name: passkey } as const;
  const { challenge, setCookie } = giveChallenge(portal, bound);
  const { name } = await portal.organization();
  const options = await generateRegistrationOptions({
    ...{ rpID: party.id, rpName: name, challenge },
    excludeCredentials: await readKnown(portal.db, asking.personId),
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

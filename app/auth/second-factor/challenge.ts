import { createHash, randomBytes } from "node:crypto";
import { lt } from "drizzle-orm";
import { spentChallenges } from "#drizzle/schema/second-factors.ts";
import type { Executor } from "../../db.ts";
import type { Portal } from "../../portal.ts";

const name = "signpost-passkey";
const purpose = "a challenge for a passkey";

/** Seconds in which a challenge is answered. */
const longest = 300;

/** What a passkey signs, as the browser keeps it sealed: with the session it was given to, null for none. */
type Given = { challenge: string; session: string | null; until: number };

/**
 * A new challenge, and the Set-Cookie header that binds it to this browser: nobody else's answer, and no answer in
 * another session, is heard. Nothing is stored until it is answered.
 */
export function giveChallenge(
  { vault, now, publicUrl }: Pick<Portal, "vault" | "now" | "publicUrl">,
  session: string | null,
): { challenge: Uint8Array<ArrayBuffer>; setCookie: string } {
  const challenge = new Uint8Array(randomBytes(32));
  const given: Given = {
    challenge: Buffer.from(challenge).toString("base64url"),
    ...{ session, until: now().getTime() + longest * 1000 },
  };
  const sealed = vault.sealForCookie(purpose, given);
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  const setCookie = `${name}=${sealed}; Path=/; Max-Age=${longest}; HttpOnly; SameSite=Strict${secure}`;
  return { challenge, setCookie };
}

/** The challenge a Cookie header brings back, in this session and in time; null for any other. */
export function challengeOf(
  { vault, now }: Pick<Portal, "vault" | "now">,
  cookie: string | null,
  session: string | null,
): string | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const given = sealed ? vault.openFromCookie<Given>(purpose, sealed.slice(0, 1000)) : null;
  if (!given || given.session !== session || given.until < now().getTime()) return null;
  return given.challenge;
}

/** Notes that a challenge was answered; false when it was before. */
export async function spendChallenge(db: Executor, challenge: string, now: Date): Promise<boolean> {
  const digest = createHash("sha256").update(challenge).digest("hex");
  const until = new Date(now.getTime() + longest * 1000);
  const spent = await db
    .insert(spentChallenges)
    .values({ digest, until })
    .onConflictDoNothing()
    .returning({ digest: spentChallenges.digest });
  return spent.length > 0;
}

/** Forgets answered challenges that are too old for any cookie. */
export async function forgetChallenges(db: Executor, now: Date): Promise<void> {
  await db.delete(spentChallenges).where(lt(spentChallenges.until, now));
}

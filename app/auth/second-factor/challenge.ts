import { randomBytes } from "node:crypto";
import { lt } from "drizzle-orm";
import { spentChallenges } from "#drizzle/schema/second-factors.ts";
import type { Executor } from "../../db.ts";
import { sha256Hex } from "../../ledger/canonical.ts";
import type { Portal } from "../../portal.ts";

const name = "signpost-passkey";
const purpose = "a challenge for a passkey";

/** Seconds in which a challenge is answered. */
const longest = 300;

/** What a passkey is asked for: to be made, to show who somebody is, or to acknowledge. */
export type Errand = "make" | "use" | "acknowledge";

/** To which session a challenge is given, null for none, and for what; `name`: of the passkey that is made. */
type Bound = { session: string | null; errand: Errand; name?: string };

/** What a passkey signs, as the browser keeps it sealed. */
type Given = Bound & { challenge: string; until: number };

/**
 * A new challenge, and the Set-Cookie header that binds it to this browser: nobody else's answer, and no answer in
 * another session or for another errand, is heard. Nothing is stored until it is answered.
 */
export function giveChallenge(
  { vault, now, publicUrl }: Pick<Portal, "vault" | "now" | "publicUrl">,
  bound: Bound,
): { challenge: Uint8Array<ArrayBuffer>; setCookie: string } {
  const challenge = new Uint8Array(randomBytes(32));
  const given: Given = {
    challenge: Buffer.from(challenge).toString("base64url"),
    ...{ ...bound, until: now().getTime() + longest * 1000 },
  };
  const sealed = vault.sealForCookie(purpose, given);
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  const setCookie = `${name}=${sealed}; Path=/; Max-Age=${longest}; HttpOnly; SameSite=Strict${secure}`;
  return { challenge, setCookie };
}

/** What a Cookie header brings back of a challenge for this errand, in this session and in time; null of any other. */
export function givenFor(
  { vault, now }: Pick<Portal, "vault" | "now">,
  cookie: string | null,
  { session, errand }: Pick<Bound, "session" | "errand">,
): { challenge: string; name?: string } | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const given = sealed ? vault.openFromCookie<Given>(purpose, sealed.slice(0, 2000)) : null;
  const isThis = given?.session === session && given.errand === errand;
  return isThis && given.until >= now().getTime() ? given : null;
}

/** The challenge that a passkey in use answers. */
export function challengeOf(
  portal: Pick<Portal, "vault" | "now">,
  cookie: string | null,
  session: string | null,
  errand: "use" | "acknowledge" = "use",
): string | null {
  return givenFor(portal, cookie, { session, errand })?.challenge ?? null;
}

/** Notes that a challenge was answered; false when it was before. */
export async function spendChallenge(db: Executor, challenge: string, now: Date): Promise<boolean> {
  const digest = sha256Hex(challenge);
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

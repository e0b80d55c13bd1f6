import { randomBytes, randomUUID } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
import { reportDrafts } from "#drizzle/schema/intake.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";

/**
 * What opens a draft: it stands in the writer's cookie and nowhere else. Who holds it can read the draft and
 * what was staged with it; without it nobody can.
 */
export type DraftKey = { id: string; key: Uint8Array };

const name = "signpost-report";
const longest = 24 * 3_600_000;

/** A new draft's key. Nothing is stored before `saveDraft`. */
export function newDraftKey(): DraftKey {
  return { id: randomUUID(), key: randomBytes(32) };
}

/** The key a Cookie header carries, or null. */
export function carriedDraftKey(cookie: string | null): DraftKey | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const [, id, key] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(value) ?? [];
  return id && key ? { id, key: Buffer.from(key, "base64url") } : null;
}

/** The Set-Cookie header that keeps a draft's key with the form, and with no other page, for 24 hours. */
export function keepDraftKey({ id, key }: DraftKey, publicUrl: string): string {
  return cookieOf(`${id}.${Buffer.from(key).toString("base64url")}`, longest / 1000, publicUrl);
}

/** The Set-Cookie header that forgets it. */
export function dropDraftKey(publicUrl: string): string {
  return cookieOf("", 0, publicUrl);
}

/** What a draft holds, or null when there is none, it is over, or the key is of another. */
export async function readDraft<Body>(
  portal: Pick<Portal, "now">,
  db: Executor,
  { id, key }: DraftKey,
): Promise<Body | null> {
  const [found] = await db
    .select({ body: reportDrafts.body, expiresAt: reportDrafts.expiresAt })
    .from(reportDrafts)
    .where(eq(reportDrafts.id, id));
  if (!found || found.expiresAt <= portal.now()) return null;
  try {
    return decryptJson<Body>(key, placeOf(id), found.body);
  } catch {
    return null;
  }
}

/** Stores a draft, encrypted. It is gone at the first full hour after 24 hours without a change. */
export async function saveDraft<Body>(
  portal: Pick<Portal, "now">,
  db: Executor,
  { id, key }: DraftKey,
  body: Body,
): Promise<void> {
  const hour = 3_600_000;
  const end = new Date(Math.ceil((portal.now().getTime() + longest) / hour) * hour);
  const row = { body: encryptJson(key, placeOf(id), body), expiresAt: end };
  await db
    .insert(reportDrafts)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: reportDrafts.id, set: row });
}

/** Removes a draft: it was filed, or is not wanted any more. */
export async function removeDraft(db: Executor, { id }: Pick<DraftKey, "id">): Promise<void> {
  await db.delete(reportDrafts).where(eq(reportDrafts.id, id));
}

/** Removes drafts whose time is over. */
export async function removeOldDrafts(portal: Pick<Portal, "db" | "now">): Promise<void> {
  const { db, now } = portal;
  await db
    .delete(reportDrafts)
    .where(lt(reportDrafts.expiresAt, sql`${now().toISOString()}::timestamptz`));
}

const placeOf = (id: string): Place => ({ table: "report_drafts", column: "body", row: id });

function cookieOf(value: string, seconds: number, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=/report; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

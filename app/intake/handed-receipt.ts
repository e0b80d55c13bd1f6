import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { ReceiptCode } from "./receipt-code.ts";

/** The receipt code of a report that was entered for somebody, until it is handed over. */
export type HandedReceipt = {
  number: string;
  code: ReceiptCode;
  /** Whoever entered it does not handle it. */
  isForAnother: boolean;
};

type Sealed = HandedReceipt & { by: string; until: number };

const name = "signpost-handed-receipt";
const purpose = "handing over a receipt code";
/** Seconds. */
const longest = 1800;

/**
 * The Set-Cookie header that shows a code to whoever entered the report or passed it on, below this path only,
 * for half an hour.
 */
export function keepReceipt(
  viewer: Viewer,
  portal: Portal,
  receipt: HandedReceipt,
  path: string,
): string {
  const until = portal.now().getTime() + longest * 1000;
  const sealed: Sealed = { ...receipt, by: viewer.personId, until };
  const value = portal.vault.sealForCookie(purpose, sealed);
  return cookieOf({ value, seconds: longest, path, publicUrl: portal.publicUrl });
}

/** The code a Cookie header carries for this viewer, or null. */
export function carriedReceipt(
  viewer: Viewer,
  { vault, now }: Portal,
  cookie: string | null,
): HandedReceipt | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const sealed = vault.openFromCookie<Sealed>(purpose, value);
  if (!sealed || sealed.by !== viewer.personId || sealed.until < now().getTime()) return null;
  const { number, code, isForAnother } = sealed;
  return { number, code, isForAnother };
}

/** The Set-Cookie header that forgets it. */
export function dropReceipt(publicUrl: string, path: string): string {
  return cookieOf({ value: "", seconds: 0, path, publicUrl });
}

type Cookie = { value: string; seconds: number; path: string; publicUrl: string };

function cookieOf({ value, seconds, path, publicUrl }: Cookie): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

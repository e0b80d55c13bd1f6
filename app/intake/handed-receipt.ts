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

/** The Set-Cookie header that shows a code to whoever entered the report, on its page only, for half an hour. */
export function keepReceipt(viewer: Viewer, portal: Portal, receipt: HandedReceipt): string {
  const until = portal.now().getTime() + longest * 1000;
  const sealed: Sealed = { ...receipt, by: viewer.personId, until };
  return cookieOf(portal.vault.sealForCookie(purpose, sealed), longest, portal.publicUrl);
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
export function dropReceipt(publicUrl: string): string {
  return cookieOf("", 0, publicUrl);
}

function cookieOf(value: string, seconds: number, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=/reports; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

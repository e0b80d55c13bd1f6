import type { Portal } from "../portal.ts";

/** The report somebody came back to with its code, held by a cookie until half an hour after their last page. */
const name = "signpost-own-report";
const purpose = "own report";
const halfAnHour = 30 * 60_000;

type Kept = { report: string; until: number };
type Keeping = Pick<Portal, "vault" | "now" | "publicUrl">;

/** The Set-Cookie header that keeps a report open for another half hour, and with no page but its own. */
export function keepOwnReport({ vault, now, publicUrl }: Keeping, report: string): string {
  const kept: Kept = { report, until: now().getTime() + halfAnHour };
  return cookieOf(vault.sealForCookie(purpose, kept), publicUrl);
}

/** The Set-Cookie header that forgets it. */
export function dropOwnReport({ publicUrl }: Pick<Portal, "publicUrl">): string {
  return `${cookieOf("", publicUrl)}; Max-Age=0`;
}

/** The id of the report a Cookie header keeps open; `ended` for one that is over or not of this portal. */
export function carriedOwnReport(
  { vault, now }: Pick<Portal, "vault" | "now">,
  cookie: string | null,
): { report: string } | { ended: true } | null {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  if (!sealed) return null;
  const kept = vault.openFromCookie<Kept>(purpose, sealed);
  return kept && kept.until > now().getTime() ? { report: kept.report } : { ended: true };
}

/** It ends with the browser, so that none is left on a disk; what it holds ends sooner. */
function cookieOf(value: string, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=/report; HttpOnly; SameSite=Lax${secure}`;
}

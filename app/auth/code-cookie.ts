import { foldCode } from "./code-spelling.ts";

const name = "signpost-code";

/** Seconds a code from a letter waits in the browser for its form. */
const longest = 600;

/**
 * The Set-Cookie header that carries a letter's code from its address to the set-up page, and to no other:
 * so it stands neither in the address bar nor in the history, nor is it sent on as a referrer. Null for
 * what can be no code.
 */
export function carryCode(code: string, publicUrl: string): string | null {
  const folded = foldCode(code.slice(0, 60));
  return folded && codeCookie(folded, longest, publicUrl);
}

/** The Set-Cookie header that forgets it. */
export function dropCode(publicUrl: string): string {
  return codeCookie("", 0, publicUrl);
}

/** The code a Cookie header carries, in four groups; empty when there is none. */
export function carriedCode(cookie: string | null): string {
  const pairs = (cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  return (foldCode(value.slice(0, 60)) ?? "").replace(/(.{4})(?=.)/g, "$1-");
}

function codeCookie(value: string, seconds: number, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=/set-up; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

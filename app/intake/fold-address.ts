/**
 * An address of a post in one spelling, so that the same post written down twice is found: without the
 * scheme, "www.", what trackers add and a slash at the end. What is no address is folded as text. Never opened.
 */
export function foldAddress(typed: string): string {
  const text = typed.normalize("NFC").trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url?.hostname.includes(".")) return text.toLowerCase();
  const kept = [...url.searchParams].filter(
    ([name]) => !/^(utm_\w+|fbclid|igshid|igsh|gclid|si)$/i.test(name),
  );
  const query = new URLSearchParams(kept).toString();
  const host = url.hostname.replace(/^(www|m|mobile)\./, "");
  return `${host}${url.pathname.replace(/\/+$/, "")}${query ? `?${query}` : ""}`;
}

/**
 * True for /report and everything below, however it is spelled: with letters of either case, percent signs,
 * slashes too many, dots, as a whole URL. Takes an address as it was asked for, and is rather true too often:
 * what it is true for is neither logged nor connected with a sign-in. /reports, for those who handle them, is
 * another part of the portal.
 */
export function isReportAddress(asked: string): boolean {
  const path = asked.split(/[?#]/, 1)[0] ?? "";
  return plain(path)
    .toLowerCase()
    .split(/[\\/]/)
    .some((part) => /^report(?![a-z])/.test(part.trim()));
}

/** True for where somebody of the office writes down what a caller says, who may be anonymous. */
export function isEntryAddress(asked: string): boolean {
  return /^\/+reports\/+new(\/|$)/i.test(plain(asked.split(/[?#]/, 1)[0] ?? ""));
}

/** Decoded as often as it can be, whatever is between the percent signs. */
function plain(path: string): string {
  const once = path.replace(/%([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return once === path ? path : plain(once);
}

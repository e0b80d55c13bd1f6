const here = "http://portal.invalid";

/**
 * Where to go on after signing in: a path of the portal itself, and `/` for anything that a browser could
 * take for another place. Spelled as an address, so that it can stand in a header.
 */
export function localPath(to: string | null): string {
  if (!to || to.length > 2000 || !isLocal(to)) return "/";
  const url = URL.parse(to, here);
  if (url?.origin !== here) return "/";
  // "/.//elsewhere" is read as "//elsewhere".
  const path = url.pathname + url.search + url.hash;
  return isLocal(path) ? path : "/";
}

/** One slash, and nothing that browsers drop or turn into a second one. */
const isLocal = (path: string) => /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path);

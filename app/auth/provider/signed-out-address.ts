/**
 * Whether an address is one where a provider says that somebody signed out there. Exactly so spelled: of every other
 * spelling the rules for pages hold, which are stricter.
 */
export function isSignedOutAddress(pathname: string): boolean {
  return /^\/sign-in\/with\/[a-z0-9-]+\/signed-out$/.test(pathname);
}

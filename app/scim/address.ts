import { base } from "./names.ts";

/**
 * Whether an address is of provisioning, as its path is once it is read. Exactly so spelled: of every other spelling
 * the rules for pages hold, which are stricter.
 */
export function isProvisioningAddress(pathname: string): boolean {
  return pathname.startsWith(`${base}/`);
}

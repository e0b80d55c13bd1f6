import type { Organization } from "../content/frozen-version.ts";
import { sha256Hex } from "../ledger/canonical.ts";

/** The City's colours as a style sheet of their own: no style stands inline in a page. */
export function brandSheet({ colours }: Organization): string {
  return `:root{--city-brand:${colours.brand};--city-brand-light:${colours.brandDark}}\n`;
}

/** Changes with the colours, so that a browser may keep what it got for good. */
export function brandAddress(organization: Organization): string {
  const digest = sha256Hex(brandSheet(organization));
  return `/brand.css?v=${digest.slice(0, 10)}`;
}

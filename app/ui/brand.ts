import { createHash } from "node:crypto";
import type { Organization } from "../content/frozen-version.ts";

/** The City's colours as a style sheet of their own: no style stands inline in a page. */
export function brandSheet({ colours }: Organization): string {
  return `:root{--city-brand:${colours.brand};--city-brand-light:${colours.brandDark}}\n`;
}

/** Changes with the colours, so that a browser may keep what it got for good. */
export function brandAddress(organization: Organization): string {
  const digest = createHash("sha256").update(brandSheet(organization)).digest("hex");
  return `/brand.css?v=${digest.slice(0, 10)}`;
}

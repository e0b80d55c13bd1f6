import { ScimFault } from "../scim/fault.ts";
import { forProvisioning } from "../scim/guard.ts";

/** Groups, Bulk, Me and whatever else the standard knows and this portal does not have. */
const nothing = () => {
  throw new ScimFault(404, "This portal provisions users only: /Users.");
};

export const loader = forProvisioning(nothing);
export const action = forProvisioning(nothing);

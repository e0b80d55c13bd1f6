import type { IDToken } from "openid-client";
import type { Provider } from "./provider.ts";

/**
 * Whether a second factor counts as shown: the settings say that this provider vouches for it, and the token holds one of
 * the values they name. A token without any says nothing of it, and the portal asks for its own.
 */
export function vouchesForSecondFactor({ secondFactor }: Provider, claims: IDToken): boolean {
  if (!secondFactor) return false;
  const said: unknown = claims[secondFactor.claim];
  const values: unknown[] = Array.isArray(said) ? said : [said];
  return secondFactor.oneOf.some((wanted) => values.includes(wanted));
}

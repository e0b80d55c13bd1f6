import { forEveryone } from "../auth/guard.ts";
import { publicKeySet } from "../ledger/keys.ts";

/** The public keys that seals and receipts verify with (RFC 7517). */
export const loader = forEveryone(async ({ portal }) => {
  return new Response(`${JSON.stringify(publicKeySet(portal.keys), null, 2)}\n`, {
    headers: {
      "Content-Type": "application/jwk-set+json",
      "Cache-Control": "public, max-age=300",
    },
  });
});

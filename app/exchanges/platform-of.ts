import { sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import { readRequest } from "./begin-exchange.ts";

/** What tells where an exchange is, with the key of what was asked. */
export type WithKey = {
  id: string;
  keyId: string;
  wrappedKey: Uint8Array;
  wrappedBy: string;
  request: Uint8Array | null;
  logged: string | null;
};

/** Columns of the exchange `x` and of its key `k` from which `readPlatform` reads. */
export const withKey = sql`x.id, x.request, k.id as "keyId", k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy",
  (select r.platform from exchange_reports r where r.exchange_id = x.id) as logged`;

/** Where an exchange is: as it was logged, else as its person said; empty: not said. Only for its own person. */
export function readPlatform(
  { vault }: Pick<Portal, "vault">,
  { id, keyId, wrappedKey, wrappedBy, request, logged }: WithKey,
): string {
  if (logged) return logged;
  if (!request) return "";
  const key = vault.openDataKey({ id: keyId, wrappedKey, wrappedBy });
  return readRequest({ id, key }, request).platform;
}

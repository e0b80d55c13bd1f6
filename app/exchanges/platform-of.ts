import { type SQL, sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import type { WrappedKey } from "../secrecy/vault.ts";
import { readRequest } from "./begin-exchange.ts";
import { readLogged } from "./log-exchange.ts";
import { elsewhere } from "./words.ts";

/** What tells where an exchange is, with the key of what was written about it. */
export type WithPlatform = Omit<WrappedKey, "id"> & {
  id: string;
  keyId: string;
  request: Uint8Array | null;
  platform: string | null;
  said: Uint8Array | null;
};

/** Columns from which `readPlatform` reads, of the exchange `x` after `joinPlatform`. */
export const withPlatform: SQL = sql`x.id, x.request, r.platform, r.said, k.id as "keyId",
  k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"`;

/** Joins to the exchange `x` its key `k`, and its log `r` where there is one. */
export const joinPlatform: SQL = sql`join data_keys k on k.id = x.key_id
  left join exchange_reports r on r.exchange_id = x.id`;

/** Where an exchange is: as it was logged, else as its person said; empty: not said. */
export function readPlatform(
  { vault }: Pick<Portal, "vault">,
  { id, keyId, wrappedKey, wrappedBy, request, platform, said }: WithPlatform,
): string {
  if (platform && platform !== elsewhere.value) return platform;
  if (!said && !request) return "";
  const exchange = { id, key: vault.openDataKey({ id: keyId, wrappedKey, wrappedBy }) };
  if (said) return readLogged(exchange, said).otherPlatform || elsewhere.label;
  return request ? readRequest(exchange, request).platform : "";
}

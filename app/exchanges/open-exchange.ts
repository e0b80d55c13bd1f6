import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { WrappedKey } from "../secrecy/vault.ts";
import { isAdvisedBy } from "./advisers.ts";

/** An exchange as an act on it needs it: whose it is, and the key of all that is written about it. */
export type OpenExchange = {
  of: "exchange";
  id: string;
  number: string;
  personId: string;
  keyId: string;
  key: Uint8Array;
};

/** The exchange of a number, for whoever advises in it; to anyone else, and when there is none, undefined. */
export async function openExchange(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  number: string,
  db: Executor = portal.db,
): Promise<OpenExchange | undefined> {
  const { today } = await clockOf(portal);
  return open(portal, db, number, isAdvisedBy(viewer, today));
}

/** The same for the one whose exchange it is. A log without a request exists for them once it is filed. */
export function openOwnExchange(
  { personId }: Pick<Viewer, "personId">,
  portal: Portal,
  number: string,
  db: Executor = portal.db,
): Promise<OpenExchange | undefined> {
  return open(portal, db, number, sql`x.person_id = ${personId}`);
}

async function open({ vault }: Portal, db: Executor, number: string, isFor: SQL) {
  if (!/^[a-z0-9-]{1,20}$/i.test(number)) return undefined;
  const [found] = await db.execute<Omit<OpenExchange, "of" | "key"> & Omit<WrappedKey, "id">>(sql`
    select x.id, x.number, x.person_id as "personId", k.id as "keyId",
      k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"
    from exchanges x join data_keys k on k.id = x.key_id
    where x.number = ${number.toUpperCase()} and ${isFor}`);
  if (!found) return undefined;
  const { wrappedKey, wrappedBy, ...exchange } = found;
  const key = vault.openDataKey({ id: exchange.keyId, wrappedKey, wrappedBy });
  return { of: "exchange" as const, ...exchange, key };
}

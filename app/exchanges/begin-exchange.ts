import { randomUUID } from "node:crypto";
import { exchangeParties, exchanges } from "#drizzle/schema/exchanges.ts";
import { dataKeys } from "#drizzle/schema/secrets.ts";
import { clockOf } from "../clock.ts";
import type { Transaction } from "../db.ts";
import { newNumber } from "../new-number.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import type { OpenExchange } from "./open-exchange.ts";
import type { AdviceRequest } from "./told.ts";

type Begun = {
  formId: string;
  personId: string;
  begunBy: string;
  isOngoing: boolean;
  parties: string[];
  /** Null of one that begins with an adviser's log. */
  request: AdviceRequest | null;
};

/** Begins an exchange, with a key of its own, in the transaction of the request or log it begins with. */
export async function beginExchange(
  { vault, ...portal }: Portal,
  tx: Transaction,
  { request, parties, ...begun }: Begun,
): Promise<OpenExchange> {
  const { today } = await clockOf(portal);
  const [id, keyId, number] = [randomUUID(), randomUUID(), newNumber("EX")];
  const { key, row } = vault.newDataKey(keyId);
  await tx.insert(dataKeys).values(row);
  await tx.insert(exchanges).values({
    ...{ id, number, keyId, ...begun, begunAs: request ? "request" : "log" },
    ...{ begunOn: today, begunAt: portal.now() },
    request: request && encryptJson(key, requestPlace(id), request),
  });
  if (parties.length > 0) {
    await tx
      .insert(exchangeParties)
      .values(parties.map((personId) => ({ exchangeId: id, personId })));
  }
  return { of: "exchange", id, number, personId: begun.personId, keyId, key };
}

/** What was asked, decrypted. */
export function readRequest(
  { id, key }: Pick<OpenExchange, "id" | "key">,
  request: Uint8Array,
): AdviceRequest {
  return decryptJson<AdviceRequest>(key, requestPlace(id), request);
}

const requestPlace = (row: string): Place => ({ table: "exchanges", column: "request", row });

import { caseKeyChecks } from "#drizzle/schema/secrets.ts";
import type { Database, Transaction } from "../db.ts";
import type { Vault } from "./vault.ts";

/** Keeps what the key of digests makes of a text everybody knows, the first time it is used. */
export async function keepIndexKeyCheck(vault: Vault, tx: Transaction): Promise<void> {
  await tx
    .insert(caseKeyChecks)
    .values({ digest: digestOf(vault) })
    .onConflictDoNothing();
}

/** Throws when the digests in the database were made with another key: nothing would be found by them. */
export async function checkIndexKey(vault: Vault, db: Database): Promise<void> {
  const [kept] = await db.select().from(caseKeyChecks);
  if (kept && !isKeyOfDigests(vault, kept.digest)) {
    throw new Error("The key of digests is another.");
  }
}

/** Whether this is what the vault's key of digests makes of that text. */
export function isKeyOfDigests(vault: Vault, kept: string): boolean {
  return kept === digestOf(vault);
}

const digestOf = (vault: Vault) => vault.indexOf("report", "the key of digests");

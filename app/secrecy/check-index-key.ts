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
  if (kept && kept.digest !== digestOf(vault)) throw new Error("The key of digests is another.");
}

const digestOf = (vault: Vault) => vault.indexOf("report", "the key of digests");

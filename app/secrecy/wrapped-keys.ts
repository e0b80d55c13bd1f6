import { isNotNull } from "drizzle-orm";
import { exchangeDrafts } from "#drizzle/schema/exchanges.ts";
import { authenticatorApps } from "#drizzle/schema/second-factors.ts";
import { dataKeys } from "#drizzle/schema/secrets.ts";
import type { Executor } from "../db.ts";
import type { WrappedKey } from "./vault.ts";

/** Tables that keep wrapped keys. */
export const tablesOfKeys = [dataKeys, exchangeDrafts, authenticatorApps] as const;

/** One wrapped key of each table for each key that wraps any: what opens them opens all. */
export async function oneOfEachWrapping(db: Executor): Promise<WrappedKey[]> {
  const found: WrappedKey[] = [];
  for (const table of tablesOfKeys) {
    const { id, wrappedKey, wrappedBy } = table;
    const rows = await db
      .selectDistinctOn([wrappedBy], { id, wrappedKey, wrappedBy })
      .from(table)
      .where(isNotNull(wrappedKey))
      .orderBy(wrappedBy);
    found.push(...rows);
  }
  return found;
}

import { isNotNull } from "drizzle-orm";
import { dataKeys } from "#drizzle/schema/secrets.ts";
import type { Executor } from "../db.ts";
import type { WrappedKey } from "./vault.ts";

/** One data key for each key that wraps any: what opens them opens all. */
export function oneOfEachWrapping(db: Executor): Promise<WrappedKey[]> {
  return db
    .selectDistinctOn([dataKeys.wrappedBy])
    .from(dataKeys)
    .where(isNotNull(dataKeys.wrappedKey))
    .orderBy(dataKeys.wrappedBy);
}

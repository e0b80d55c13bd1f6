import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, moment } from "./columns.ts";

/** By this the portal knows that its key of digests is the one they were made with. */
export const caseKeyChecks = pgTable(
  "case_key_checks",
  {
    one: boolean("one").primaryKey().default(true),
    digest: text("digest").notNull(),
  },
  (table) => [check("case_key_checks_are_one", sql`${table.one}`)],
);

/**
 * One key for all that is written about one matter, wrapped by a key outside the database. Without a
 * wrapped key it is destroyed, and what it encrypted is unreadable.
 */
export const dataKeys = pgTable(
  "data_keys",
  {
    id: uuid("id").primaryKey(),
    wrappedKey: bytes("wrapped_key"),
    /** The key file's name of the key that wraps it. */
    wrappedBy: text("wrapped_by"),
  },
  (table) => [
    check("data_keys_are_whole", sql`(${table.wrappedKey} is null) = (${table.wrappedBy} is null)`),
  ],
);

/** Keys that wrap no more: the database refuses what one of them wraps. */
export const retiredWrappingKeys = pgTable("retired_wrapping_keys", {
  kid: text("kid").primaryKey(),
  retiredAt: moment("retired_at").notNull(),
});

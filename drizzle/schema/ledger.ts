import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, moment } from "./columns.ts";

/**
 * One act: the exact canonical bytes (RFC 8785) that are hashed. `about` is the person an act concerns,
 * for looking up; it also stands inside the body.
 */
export const ledgerRecords = pgTable(
  "ledger_records",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    act: text("act").notNull(),
    about: uuid("about"),
    recordedAt: moment("recorded_at").notNull(),
    body: text("body").notNull(),
  },
  (table) => [index("ledger_records_by_person").on(table.about, table.recordedAt)],
);

/** Records that no seal covers yet; the sealing loop empties it. */
export const ledgerUnsealed = pgTable("ledger_unsealed", {
  recordId: uuid("record_id")
    .primaryKey()
    .references(() => ledgerRecords.id),
});

/**
 * A signed digest over a batch of records, chained to the one before. `body` is the canonical JSON that
 * `signature` (a compact JWS) carries; `leaf_hashes` are its leaves in order, 32 bytes each.
 */
export const ledgerSeals = pgTable(
  "ledger_seals",
  {
    number: integer("number").primaryKey(),
    sealedAt: moment("sealed_at").notNull(),
    body: text("body").notNull(),
    signature: text("signature").notNull(),
    leafHashes: bytes("leaf_hashes").notNull(),
  },
  (table) => [index("ledger_seals_by_moment").on(table.sealedAt, table.number)],
);

/** Ledger order is (seal, position), never an id. */
export const ledgerLeaves = pgTable(
  "ledger_leaves",
  {
    seal: integer("seal")
      .notNull()
      .references(() => ledgerSeals.number),
    position: integer("position").notNull(),
    recordId: uuid("record_id")
      .notNull()
      .unique("ledger_leaves_hold_a_record_once")
      .references(() => ledgerRecords.id),
  },
  (table) => [primaryKey({ name: "ledger_leaves_pkey", columns: [table.seal, table.position] })],
);

/**
 * What sealed records are found by (drizzle/migrations/0013_ledger.sql, which also holds the indexes): the
 * sealing loop writes it, the portal's role reads it. Of a private one it holds no person.
 */
export const listedRecords = pgTable(
  "listed_records",
  {
    seal: integer("seal")
      .notNull()
      .references(() => ledgerSeals.number),
    position: integer("position").notNull(),
    act: text("act").notNull(),
    isPrivate: boolean("is_private").notNull(),
    about: uuid("about"),
    by: uuid("by"),
  },
  (table) => [primaryKey({ name: "listed_records_pkey", columns: [table.seal, table.position] })],
);

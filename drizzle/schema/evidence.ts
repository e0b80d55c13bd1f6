import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, day, moment } from "./columns.ts";
import { messageAuthor } from "./intake.ts";
import { people } from "./people.ts";
import { dataKeys } from "./secrets.ts";

/** A file that arrives. It is evidence once it is attached; what never is, is swept away a day later. */
export const evidenceFiles = pgTable(
  "evidence_files",
  {
    id: uuid("id").primaryKey(),
    /** For the sweeper. A day only: that of an anonymous reporter stays with their report. */
    arrivedOn: day("arrived_on").notNull(),
  },
  (table) => [index("evidence_files_by_age").on(table.arrivedOn)],
);

/** Its bytes in pieces of at most 256 KiB, each encrypted by itself (28 bytes more). */
export const evidencePieces = pgTable(
  "evidence_pieces",
  {
    fileId: uuid("file_id")
      .notNull()
      .references(() => evidenceFiles.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    bytes: bytes("bytes").notNull(),
  },
  (table) => [
    primaryKey({ name: "evidence_pieces_pkey", columns: [table.fileId, table.position] }),
    check("evidence_pieces_are_small", sql`octet_length(${table.bytes}) between 29 and 262172`),
  ],
);

/** What is known of a whole file. */
const whole = {
  /** Bytes, as it arrived. */
  size: bigint("size", { mode: "number" }).notNull(),
  pieces: integer("pieces").notNull(),
  /** Its name, media type and SHA-256, under the file's own key. */
  described: bytes("described").notNull(),
  /** The file's own key, wrapped by that of its draft or report. */
  wrappedKey: bytes("wrapped_key").notNull(),
};

/** Whole, and part of a draft only. */
export const stagedEvidence = pgTable(
  "staged_evidence",
  {
    fileId: uuid("file_id")
      .primaryKey()
      .references(() => evidenceFiles.id, { onDelete: "cascade" }),
    draftId: uuid("draft_id").notNull(),
    ...whole,
  },
  (table) => [index("staged_evidence_by_draft").on(table.draftId)],
);

/**
 * Evidence, never changed: of whatever has a key of its own, a violation report or an exchange. One file can be
 * held by several, each with the file's key wrapped by theirs.
 */
export const heldEvidence = pgTable(
  "held_evidence",
  {
    fileId: uuid("file_id")
      .notNull()
      .references(() => evidenceFiles.id),
    /** Of the report or exchange that holds it. */
    keyId: uuid("key_id")
      .notNull()
      .references(() => dataKeys.id),
    position: smallint("position").notNull(),
    ...whole,
    author: messageAuthor("author").notNull(),
    by: uuid("by").references(() => people.id),
    addedOn: day("added_on").notNull(),
    /** Null of an anonymous reporter. */
    addedAt: moment("added_at"),
    /** Where it comes from and what it shows, under the key of its case; null of what came with a report. */
    sourced: bytes("sourced"),
  },
  (table) => [
    primaryKey({ name: "held_evidence_pkey", columns: [table.fileId, table.keyId] }),
    unique("held_evidence_stands_in_order").on(table.keyId, table.position),
    check("held_evidence_is_not_empty", sql`${table.size} > 0 and ${table.pieces} > 0`),
    check(
      "held_evidence_names_who_of_the_office",
      sql`(${table.author} = 'office') = (${table.by} is not null)`,
    ),
    check(
      "held_evidence_of_the_office_has_a_moment",
      sql`${table.author} = 'reporter' or ${table.addedAt} is not null`,
    ),
  ],
);

/** A picture to look at, without what its camera wrote into it, encrypted; or why there is none. */
export const viewingCopies = pgTable(
  "viewing_copies",
  {
    fileId: uuid("file_id")
      .primaryKey()
      .references(() => evidenceFiles.id),
    bytes: bytes("bytes"),
    refused: text("refused"),
  },
  (table) => [
    check(
      "viewing_copies_are_made_or_refused",
      sql`(${table.bytes} is null) <> (${table.refused} is null)`,
    ),
  ],
);

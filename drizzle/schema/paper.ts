import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { acknowledgements, grade } from "./attestation.ts";
import { bytes, day, moment } from "./columns.ts";
import { people } from "./people.ts";

/** How somebody who signed on paper took the lessons. */
export const lessonsTaken = pgEnum("lessons_taken", ["portal", "read-aloud", "not-taken"]);

/** A scan that arrived and is attached to nothing yet; a day later it is swept away. */
export const stagedScans = pgTable(
  "staged_scans",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    digest: text("digest").notNull(),
    stagedBy: uuid("staged_by")
      .notNull()
      .references(() => people.id),
    stagedAt: moment("staged_at").notNull(),
  },
  (table) => [index("staged_scans_by_age").on(table.stagedAt)],
);

export const stagedScanPieces = pgTable(
  "staged_scan_pieces",
  {
    scanId: uuid("scan_id")
      .notNull()
      .references(() => stagedScans.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    bytes: bytes("bytes").notNull(),
  },
  (table) => [
    primaryKey({ name: "staged_scan_pieces_pkey", columns: [table.scanId, table.position] }),
  ],
);

/** A signed paper as it was scanned, never changed. `digest` is the SHA-256 of its bytes, in hexadecimal. */
export const scans = pgTable(
  "scans",
  {
    id: uuid("id").primaryKey(),
    mediaType: text("media_type").notNull(),
    /** Bytes. */
    size: integer("size").notNull(),
    digest: text("digest").notNull(),
    scannedBy: uuid("scanned_by")
      .notNull()
      .references(() => people.id),
    keptAt: moment("kept_at").notNull(),
  },
  (table) => [
    check(
      "scans_are_of_a_known_type",
      sql`${table.mediaType} in ('application/pdf', 'image/jpeg', 'image/png')`,
    ),
    check("scans_are_not_too_large", sql`${table.size} between 1 and 10485760`),
  ],
);

/** A scan's bytes, in pieces of at most 256 KiB that come with it. */
export const scanPieces = pgTable(
  "scan_pieces",
  {
    scanId: uuid("scan_id")
      .notNull()
      .references(() => scans.id),
    position: smallint("position").notNull(),
    bytes: bytes("bytes").notNull(),
  },
  (table) => [
    primaryKey({ name: "scan_pieces_pkey", columns: [table.scanId, table.position] }),
    check("scan_pieces_are_small", sql`octet_length(${table.bytes}) between 1 and 262144`),
  ],
);

/**
 * What makes an acknowledgement on paper one. Every acknowledgement of grade witnessed or refused has one,
 * made in its transaction, and none of grade self. Names are as the directory had them on that day.
 */
export const paperAcknowledgements = pgTable(
  "paper_acknowledgements",
  {
    acknowledgementId: uuid("acknowledgement_id").primaryKey(),
    personId: uuid("person_id").notNull(),
    grade: grade("grade").notNull(),
    /** The form it was recorded with: sent again, it records nothing more. */
    sheetId: uuid("sheet_id").notNull(),
    signedOn: day("signed_on").notNull(),
    witnessId: uuid("witness_id")
      .notNull()
      .references(() => people.id),
    witnessName: text("witness_name").notNull(),
    scanId: uuid("scan_id").references(() => scans.id),
    lessons: lessonsTaken("lessons").notNull(),
    readOn: day("read_on"),
    readBy: uuid("read_by").references(() => people.id),
    readerName: text("reader_name"),
    recordedBy: uuid("recorded_by")
      .notNull()
      .references(() => people.id),
    recorderName: text("recorder_name").notNull(),
    recordedAt: moment("recorded_at").notNull(),
  },
  (table) => [
    foreignKey({
      name: "paper_acknowledgements_belong_to_an_acknowledgement",
      columns: [table.acknowledgementId, table.personId, table.grade],
      foreignColumns: [acknowledgements.id, acknowledgements.personId, acknowledgements.grade],
    }),
    index("paper_acknowledgements_by_sheet").on(table.sheetId),
    check("paper_acknowledgements_are_not_of_grade_self", sql`${table.grade} <> 'self'`),
    check(
      "paper_acknowledgements_are_witnessed_by_another",
      sql`${table.witnessId} <> ${table.personId}`,
    ),
    check(
      "paper_acknowledgements_are_recorded_by_another",
      sql`${table.recordedBy} <> ${table.personId}`,
    ),
    check(
      "paper_acknowledgements_have_a_scan",
      sql`${table.grade} = 'refused' or ${table.scanId} is not null`,
    ),
    check(
      "paper_acknowledgements_say_who_read_aloud",
      sql`(${table.lessons} = 'read-aloud') = (${table.readOn} is not null)
        and (${table.readOn} is null) = (${table.readBy} is null)
        and (${table.readOn} is null) = (${table.readerName} is null)
        and (${table.readOn} is null or ${table.readOn} <= ${table.signedOn})`,
    ),
    check("paper_acknowledgements_are_read_by_another", sql`${table.readBy} <> ${table.personId}`),
  ],
);

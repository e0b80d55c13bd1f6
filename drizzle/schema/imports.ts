import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, day, moment, nameText } from "./columns.ts";
import { ledgerRecords } from "./ledger.ts";
import { employmentType, people } from "./people.ts";

export const importStage = pgEnum("import_stage", [
  "reading",
  "faulty",
  "ready",
  "merging",
  "merged",
  "discarded",
]);

/**
 * One file of the directory, from its arrival until it is merged or discarded. `fields` are those the file
 * has a column for, `titles` what it calls them, `run` is the latest reading of it, `basis` says which directory the preview was made
 * from, `changes_digest` is that of the list of changes (function `digest_of_import`).
 */
export const directoryImports = pgTable(
  "directory_imports",
  {
    number: integer("number").primaryKey().generatedAlwaysAsIdentity(),
    formId: uuid("form_id").notNull().unique("directory_imports_are_received_once"),
    stage: importStage("stage").notNull().default("reading"),
    fileName: text("file_name").notNull(),
    fileDigest: text("file_digest").notNull(),
    size: integer("size").notNull(),
    effectiveOn: day("effective_on").notNull(),
    fields: text("fields").array().notNull(),
    titles: text("titles").array().notNull(),
    ignoredColumns: text("ignored_columns").array().notNull(),
    receivedAt: moment("received_at").notNull(),
    receivedBy: uuid("received_by")
      .notNull()
      .references(() => people.id),
    run: uuid("run"),
    bytesRead: integer("bytes_read").notNull().default(0),
    rowsRead: integer("rows_read").notNull().default(0),
    faults: integer("faults").notNull().default(0),
    counts: jsonb("counts"),
    basis: text("basis"),
    changesDigest: text("changes_digest"),
    /** Why it came back to its preview, in a sentence. */
    note: text("note"),
    decidedAt: moment("decided_at"),
    decidedBy: uuid("decided_by").references(() => people.id),
    recordId: uuid("record_id")
      .unique("directory_imports_have_their_own_record")
      .references(() => ledgerRecords.id),
  },
  (table) => [
    check(
      "directory_imports_merge_with_a_record",
      sql`(${table.stage} = 'merged') = (${table.recordId} is not null)`,
    ),
    check(
      "directory_imports_are_decided_whole",
      sql`(${table.decidedAt} is null) = (${table.decidedBy} is null)
        and (${table.stage} in ('merging', 'merged', 'discarded')) = (${table.decidedAt} is not null)`,
    ),
  ],
);

/** The file as it arrived, in pieces; gone once it is merged, discarded or found faulty. */
export const directoryImportPieces = pgTable(
  "directory_import_pieces",
  {
    import: integer("import")
      .notNull()
      .references(() => directoryImports.number),
    position: integer("position").notNull(),
    bytes: bytes("bytes").notNull(),
  },
  (table) => [primaryKey({ columns: [table.import, table.position] })],
);

/** What was read of a file, row by row as a spreadsheet counts them. A cell with a fault is null. */
export const directoryImportRows = pgTable(
  "directory_import_rows",
  {
    import: integer("import").notNull(),
    row: integer("row").notNull(),
    employeeNumber: text("employee_number"),
    givenName: text("given_name"),
    familyName: text("family_name"),
    email: text("email"),
    department: text("department"),
    position: text("position"),
    type: employmentType("type"),
    supervisorNumber: text("supervisor_number"),
    fromOn: day("from_on"),
    untilOn: day("until_on"),
    leaveFromOn: day("leave_from_on"),
    leaveUntilOn: day("leave_until_on"),
    searchWords: text("search_words").notNull(),
    /** Who this person will be if the directory does not know them. */
    freshId: uuid("fresh_id").notNull().defaultRandom(),
  },
  (table) => [
    index("directory_import_rows_by_number").on(table.import, sql`lower(${table.employeeNumber})`),
  ],
);

/** What is to be mended in a file; row 0 is the file as a whole. */
export const directoryImportFaults = pgTable(
  "directory_import_faults",
  {
    import: integer("import").notNull(),
    row: integer("row").notNull(),
    column: text("column").notNull(),
    mend: text("mend").notNull(),
  },
  (table) => [index("directory_import_faults_by_row").on(table.import, table.row)],
);

/** Dated rows an import supersedes (`supersedes` is set) or adds; `holds` is "work" or "leave". */
export const directoryImportPeriods = pgTable(
  "directory_import_periods",
  {
    import: integer("import").notNull(),
    holds: text("holds").notNull(),
    supersedes: uuid("supersedes"),
    personId: uuid("person_id").notNull(),
    department: text("department"),
    position: text("position"),
    type: employmentType("type"),
    supervisorId: uuid("supervisor_id"),
    fromOn: day("from_on"),
    untilOn: day("until_on"),
  },
  (table) => [index("directory_import_periods_by_import").on(table.import)],
);

/** People who work here and are not in the file; `last_on` where HR says that they leave. */
export const directoryImportAbsences = pgTable(
  "directory_import_absences",
  {
    import: integer("import").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    lastOn: day("last_on"),
  },
  (table) => [primaryKey({ columns: [table.import, table.personId] })],
);

/** The list of changes, kept with a merged import: `changes` holds [field, old, new] of each. */
export const directoryImportChanges = pgTable(
  "directory_import_changes",
  {
    import: integer("import").notNull(),
    kind: text("kind").notNull(),
    number: text("number").notNull(),
    personId: uuid("person_id").notNull(),
    givenName: text("given_name").notNull(),
    familyName: text("family_name").notNull(),
    sortName: nameText("sort_name")
      .notNull()
      .generatedAlwaysAs(sql`family_name || ', ' || given_name`),
    changes: jsonb("changes").notNull(),
  },
  (table) => [
    index("directory_import_changes_by_name").on(
      table.import,
      table.kind,
      table.sortName,
      table.personId,
    ),
  ],
);

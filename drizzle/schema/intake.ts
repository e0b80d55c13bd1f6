import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, day, moment } from "./columns.ts";
import { people } from "./people.ts";
import { dataKeys } from "./secrets.ts";

/** A report somebody is writing, encrypted under a key that only the writer's cookie holds. */
export const reportDrafts = pgTable(
  "report_drafts",
  {
    id: uuid("id").primaryKey(),
    body: bytes("body").notNull(),
    /** A whole hour: nobody can tell from it when the draft was begun. */
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [
    index("report_drafts_by_end").on(table.expiresAt),
    check(
      "report_drafts_end_on_the_hour",
      sql`${table.expiresAt} = date_trunc('hour', ${table.expiresAt})`,
    ),
    check("report_drafts_are_not_too_large", sql`octet_length(${table.body}) <= 1048576`),
  ],
);

/** Whether a reporter gives their name, and to whom. */
export const reportKind = pgEnum("report_kind", ["named", "confidential", "anonymous"]);

/**
 * How a report reached the City: all but `portal` were entered for somebody, by HR or, from an exchange report,
 * by its adviser.
 */
export const reportChannel = pgEnum("report_channel", [
  "portal",
  "phone",
  "letter",
  "in-person",
  "e-mail",
  "exchange-report",
]);

/** A violation report as it was filed, never changed. What was written stands encrypted in `answers`. */
export const violationReports = pgTable(
  "violation_reports",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    /** The form it was filed with: sent again, it files nothing more. */
    formId: uuid("form_id").notNull().unique(),
    kind: reportKind("kind").notNull(),
    channel: reportChannel("channel").notNull(),
    enteredBy: uuid("entered_by").references(() => people.id),
    keyId: uuid("key_id")
      .notNull()
      .unique()
      .references(() => dataKeys.id),
    answers: bytes("answers").notNull(),
    /** Who filed it and how to reach them, encrypted; null of the anonymous. */
    reporter: bytes("reporter"),
    /** Keyed digests by which a reader recognizes a report of their own. */
    reporterIndexes: text("reporter_indexes").array().notNull(),
    /** Keyed digests of the addresses of posts, for finding exactly those again. */
    addressIndexes: text("address_indexes").array().notNull(),
    /** Keyed digests of each word that says who posted: by these somebody may be meant. */
    wordIndexes: text("word_indexes").array().notNull().default([]),
    clauses: text("clauses").array().notNull(),
    isUrgent: boolean("is_urgent").notNull(),
    filedOn: day("filed_on").notNull(),
    /** Null of the anonymous. */
    filedAt: moment("filed_at"),
    /** The last day for a personal acknowledgement. */
    acknowledgeBy: day("acknowledge_by").notNull(),
  },
  (table) => [
    index("violation_reports_by_age").on(table.filedOn, table.id),
    index("violation_reports_by_address").using("gin", table.addressIndexes),
    index("violation_reports_by_reporter").using("gin", table.reporterIndexes),
    check(
      "violation_reports_have_a_reporter_unless_anonymous",
      sql`(${table.kind} = 'anonymous') = (${table.reporter} is null)`,
    ),
    check(
      "violation_reports_keep_no_trace_of_the_anonymous",
      sql`${table.kind} <> 'anonymous' or (${table.filedAt} is null and cardinality(${table.reporterIndexes}) = 0)`,
    ),
    check(
      "violation_reports_have_a_moment_unless_anonymous",
      sql`${table.kind} = 'anonymous' or ${table.filedAt} is not null`,
    ),
    check(
      "violation_reports_name_who_entered_them",
      sql`(${table.channel} = 'portal') = (${table.enteredBy} is null)`,
    ),
    check(
      "violation_reports_are_acknowledged_later",
      sql`${table.acknowledgeBy} >= ${table.filedOn}`,
    ),
  ],
);

/** Whom a report is about: somebody of the directory, or words, which stand encrypted in the answers. */
export const reportSubjects = pgTable(
  "report_subjects",
  {
    reportId: uuid("report_id")
      .notNull()
      .references(() => violationReports.id),
    position: smallint("position").notNull(),
    personId: uuid("person_id").references(() => people.id),
    nameIndex: text("name_index"),
  },
  (table) => [
    primaryKey({ name: "report_subjects_pkey", columns: [table.reportId, table.position] }),
    uniqueIndex("report_subjects_are_named_once").on(table.reportId, table.personId),
    index("report_subjects_by_person").on(table.personId),
    index("report_subjects_by_name").on(table.nameIndex),
    check(
      "report_subjects_are_a_person_or_a_name",
      sql`(${table.personId} is null) <> (${table.nameIndex} is null)`,
    ),
  ],
);

export const conflictReason = pgEnum("conflict_reason", [
  "about-them",
  "about-someone-above",
  "filed-by-them",
  "named-in-words",
  "stepped-aside",
  "advised-in-it",
]);

/** Who may not handle a report, as found when it was filed; nothing later takes it back. */
export const reportConflicts = pgTable(
  "report_conflicts",
  {
    reportId: uuid("report_id")
      .notNull()
      .references(() => violationReports.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    reason: conflictReason("reason").notNull(),
    foundOn: day("found_on").notNull(),
  },
  (table) => [
    primaryKey({
      name: "report_conflicts_pkey",
      columns: [table.reportId, table.personId, table.reason],
    }),
    index("report_conflicts_by_person").on(table.personId),
  ],
);

/** The receipt code: its first part finds the report, of the secret part there is only a slow hash. */
export const reportCodes = pgTable("report_codes", {
  lookup: text("lookup").primaryKey(),
  reportId: uuid("report_id")
    .notNull()
    .unique()
    .references(() => violationReports.id),
  secretHash: text("secret_hash").notNull(),
});

export const reportAct = pgEnum("report_act", [
  "opened",
  "acknowledged",
  "joined",
  "parted",
  "stepped-aside",
]);

/** What was done with a report, never changed: its state follows from it. */
export const reportActs = pgTable(
  "report_acts",
  {
    reportId: uuid("report_id")
      .notNull()
      .references(() => violationReports.id),
    number: smallint("number").notNull(),
    act: reportAct("act").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    at: moment("at").notNull(),
    /** Of a duplicate: the report it is kept with. */
    intoId: uuid("into_id").references(() => violationReports.id),
    /** Encrypted: why. */
    words: bytes("words"),
  },
  (table) => [
    primaryKey({ name: "report_acts_pkey", columns: [table.reportId, table.number] }),
    uniqueIndex("report_acts_are_opened_once_by_each")
      .on(table.reportId, table.by)
      .where(sql`act = 'opened'`),
    uniqueIndex("report_acts_are_acknowledged_once")
      .on(table.reportId)
      .where(sql`act = 'acknowledged'`),
    index("report_acts_by_other").on(table.intoId),
    check(
      "report_acts_join_another",
      sql`(${table.act} in ('joined', 'parted')) = (${table.intoId} is not null)
        and ${table.intoId} is distinct from ${table.reportId}`,
    ),
    check(
      "report_acts_say_why",
      sql`(${table.act} in ('joined', 'parted', 'stepped-aside')) <= (${table.words} is not null)`,
    ),
  ],
);

/** Who added something to a report: the one who filed it, or the City. */
export const messageAuthor = pgEnum("message_author", ["reporter", "office"]);

/** What reporter and office write to each other, encrypted. */
export const reportMessages = pgTable(
  "report_messages",
  {
    id: uuid("id").primaryKey(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => violationReports.id),
    position: smallint("position").notNull(),
    author: messageAuthor("author").notNull(),
    by: uuid("by").references(() => people.id),
    words: bytes("words").notNull(),
    sentOn: day("sent_on").notNull(),
    /** Null of an anonymous reporter. */
    sentAt: moment("sent_at"),
  },
  (table) => [
    unique("report_messages_stand_in_order").on(table.reportId, table.position),
    check(
      "report_messages_name_who_of_the_office",
      sql`(${table.author} = 'office') = (${table.by} is not null)`,
    ),
    check(
      "report_messages_of_the_office_have_a_moment",
      sql`${table.author} = 'reporter' or ${table.sentAt} is not null`,
    ),
  ],
);

/** Acts of people who stay unknown: they go into the ledger together, on a later day, in no order. */
export const unrecordedActs = pgTable("unrecorded_acts", {
  id: uuid("id").primaryKey(),
  act: text("act").notNull(),
  /** Canonical JSON. */
  facts: text("facts").notNull(),
  actedOn: day("acted_on").notNull(),
});

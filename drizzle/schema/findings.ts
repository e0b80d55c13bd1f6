import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { caseActs } from "./case-acts.ts";
import { respondents } from "./cases.ts";
import { day } from "./columns.ts";
import { policyVersions } from "./content.ts";
import { departments } from "./people.ts";

/** One respondent, one clause of the version in force on the day of the post, one set of particulars. */
export const allegations = pgTable(
  "allegations",
  {
    caseId: uuid("case_id").notNull(),
    number: smallint("number").notNull(),
    respondentId: uuid("respondent_id").notNull(),
    versionId: uuid("version_id")
      .notNull()
      .references(() => policyVersions.id),
    clause: text("clause").notNull(),
    /** The earliest and the latest day of the post. */
    postedFrom: day("posted_from").notNull(),
    postedUntil: day("posted_until").notNull(),
    isOffDuty: boolean("is_off_duty").notNull(),
    /** Where the respondent worked on the day it was stated. */
    departmentId: uuid("department_id").references(() => departments.id),
  },
  (table) => [
    primaryKey({ name: "allegations_pkey", columns: [table.caseId, table.number] }),
    unique("allegations_name_their_respondent").on(table.caseId, table.number, table.respondentId),
    index("allegations_by_clause").on(table.clause, table.caseId),
    foreignKey({
      name: "allegations_are_acts",
      columns: [table.caseId, table.number],
      foreignColumns: [caseActs.caseId, caseActs.number],
    }),
    foreignKey({
      name: "allegations_are_about_respondents",
      columns: [table.caseId, table.respondentId],
      foreignColumns: [respondents.caseId, respondents.personId],
    }),
    check("allegations_cite_a_clause", sql`char_length(${table.clause}) between 1 and 60`),
    check("allegations_span_days", sql`${table.postedFrom} <= ${table.postedUntil}`),
  ],
);

export const findingOutcome = pgEnum("finding_outcome", [
  "substantiated",
  "not-substantiated",
  "inconclusive",
]);

/** The outcome of one allegation. Never edited: a later one supersedes it. */
export const findings = pgTable(
  "findings",
  {
    caseId: uuid("case_id").notNull(),
    number: smallint("number").notNull(),
    /** The number of the act that stated it. */
    allegation: smallint("allegation").notNull(),
    respondentId: uuid("respondent_id").notNull(),
    outcome: findingOutcome("outcome").notNull(),
  },
  (table) => [
    primaryKey({ name: "findings_pkey", columns: [table.caseId, table.number] }),
    unique("findings_say_their_outcome").on(
      ...([table.caseId, table.number, table.respondentId, table.outcome] as const),
    ),
    index("findings_by_allegation").on(table.caseId, table.allegation, table.number),
    foreignKey({
      name: "findings_are_acts",
      columns: [table.caseId, table.number],
      foreignColumns: [caseActs.caseId, caseActs.number],
    }),
    foreignKey({
      name: "findings_are_of_their_allegation",
      columns: [table.caseId, table.allegation, table.respondentId],
      foreignColumns: [allegations.caseId, allegations.number, allegations.respondentId],
    }),
  ],
);

import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { violationReports } from "./intake.ts";
import { people } from "./people.ts";
import { dataKeys } from "./secrets.ts";

/** HR's file that begins with a violation report. Never changed: where it stands follows from its acts. */
export const cases = pgTable(
  "cases",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    /** The form it was opened with: sent again, it opens nothing more. */
    formId: uuid("form_id").notNull().unique(),
    keyId: uuid("key_id")
      .notNull()
      .unique()
      .references(() => dataKeys.id),
    openedBy: uuid("opened_by")
      .notNull()
      .references(() => people.id),
    openedOn: day("opened_on").notNull(),
    openedAt: moment("opened_at").notNull(),
  },
  (table) => [
    index("cases_by_first_four").on(sql`substr(${table.number}, 4, 4)`),
    index("cases_by_last_four").on(sql`"right"(${table.number}, 4)`),
    check(
      "cases_open_on_the_day_of_their_moment",
      sql`${table.openedOn} - (${table.openedAt} at time zone 'UTC')::date between -1 and 1`,
    ),
  ],
);

/** The reports a case is about. A report belongs to one case. */
export const caseReports = pgTable(
  "case_reports",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    reportId: uuid("report_id")
      .notNull()
      .unique()
      .references(() => violationReports.id),
  },
  (table) => [primaryKey({ name: "case_reports_pkey", columns: [table.caseId, table.reportId] })],
);

/** Whom the allegations of a case are about: triggers keep it from the acts that name them. */
export const respondents = pgTable(
  "respondents",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ name: "respondents_pkey", columns: [table.caseId, table.personId] }),
    index("respondents_by_person").on(table.personId, table.caseId),
  ],
);

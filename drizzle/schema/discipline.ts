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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { caseActs } from "./case-acts.ts";
import { respondents } from "./cases.ts";
import { day } from "./columns.ts";
import { findingOutcome, findings } from "./findings.ts";

/** The measures of 6.e, the lightest first; `none`: decided, with reasons, that there is none. */
export const disciplineMeasure = pgEnum("discipline_measure", [
  ...(["none", "verbal-warning", "written-warning"] as const),
  ...(["suspension", "demotion", "termination"] as const),
]);

/** A measure proposed for a respondent. It stands once it is issued. */
export const discipline = pgTable(
  "discipline",
  {
    caseId: uuid("case_id").notNull(),
    number: smallint("number").notNull(),
    respondentId: uuid("respondent_id").notNull(),
    measure: disciplineMeasure("measure").notNull(),
    /** Of a suspension: calendar days, and whether they are paid. */
    days: smallint("days"),
    isPaid: boolean("is_paid"),
    /** The last day on which it counts as earlier discipline; null: it does not end. */
    sunsetOn: day("sunset_on"),
  },
  (table) => [
    primaryKey({ name: "discipline_pkey", columns: [table.caseId, table.number] }),
    unique("discipline_names_its_respondent").on(table.caseId, table.number, table.respondentId),
    index("discipline_by_respondent").on(table.respondentId),
    foreignKey({
      name: "discipline_are_acts",
      columns: [table.caseId, table.number],
      foreignColumns: [caseActs.caseId, caseActs.number],
    }),
    foreignKey({
      name: "discipline_is_of_respondents",
      columns: [table.caseId, table.respondentId],
      foreignColumns: [respondents.caseId, respondents.personId],
    }),
    check(
      "discipline_suspends_for_days",
      sql`(${table.measure} = 'suspension') = (${table.days} is not null)
        and (${table.measure} = 'suspension') = (${table.isPaid} is not null)
        and (${table.days} is null or ${table.days} between 1 and 365)`,
    ),
    check(
      "discipline_ends_where_it_can",
      sql`${table.sunsetOn} is null or ${table.measure} not in ('none', 'termination')`,
    ),
  ],
);

/** Discipline exists only for a substantiated finding about the same person in the same case. */
export const disciplineGrounds = pgTable(
  "discipline_grounds",
  {
    caseId: uuid("case_id").notNull(),
    number: smallint("number").notNull(),
    respondentId: uuid("respondent_id").notNull(),
    finding: smallint("finding").notNull(),
    outcome: findingOutcome("outcome").notNull().default("substantiated"),
  },
  (table) => [
    primaryKey({
      name: "discipline_grounds_pkey",
      columns: [table.caseId, table.number, table.finding],
    }),
    index("discipline_grounds_by_finding").on(table.caseId, table.finding),
    foreignKey({
      name: "discipline_grounds_are_of_its_respondent",
      columns: [table.caseId, table.number, table.respondentId],
      foreignColumns: [discipline.caseId, discipline.number, discipline.respondentId],
    }),
    foreignKey({
      name: "discipline_grounds_are_findings",
      columns: [table.caseId, table.finding, table.respondentId, table.outcome],
      foreignColumns: [findings.caseId, findings.number, findings.respondentId, findings.outcome],
    }),
    check("discipline_grounds_are_substantiated", sql`${table.outcome} = 'substantiated'`),
  ],
);

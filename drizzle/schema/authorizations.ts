import { sql } from "drizzle-orm";
import { check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { people } from "./people.ts";

/** What a row does to its entry in the register. */
export const authorizationStep = pgEnum("authorization_step", ["given", "corrected", "ended"]);

/**
 * Who is expressly authorized to speak for the City, on what and where. Corrected and ended by new rows
 * of the same `reference`: only `superseded_at` is ever set. `channels` is empty for anywhere online.
 * Rows in force never overlap for one person and subject (exclusion constraint in 0010_register.sql).
 */
export const authorizations = pgTable(
  "authorizations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    reference: text("reference").notNull(),
    step: authorizationStep("step").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    subject: text("subject").notNull(),
    channels: text("channels").array().notNull(),
    authorizedBy: uuid("authorized_by")
      .notNull()
      .references(() => people.id),
    /** How it was given: a resolution, a letter, with its number or date. */
    basis: text("basis").notNull(),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    /** Why it was corrected or ended; null for what was given. */
    reason: text("reason"),
    recordedAt: moment("recorded_at").notNull(),
    recordedBy: uuid("recorded_by").references(() => people.id),
    supersededAt: moment("superseded_at"),
  },
  (table) => [
    uniqueIndex("authorizations_hold_once").on(table.reference).where(sql`superseded_at is null`),
    uniqueIndex("authorizations_are_given_once").on(table.reference).where(sql`step = 'given'`),
    index("authorizations_by_person").on(table.personId, table.fromOn),
    check("authorizations_end_after_they_begin", sql`${table.untilOn} >= ${table.fromOn} - 1`),
    check(
      "authorizations_that_ended_have_an_end",
      sql`${table.step} <> 'ended' or ${table.untilOn} is not null`,
    ),
    check("authorizations_say_on_what", sql`length(btrim(${table.subject})) > 0`),
    check("authorizations_have_a_basis", sql`length(btrim(${table.basis})) > 0`),
    check(
      "authorizations_change_for_a_reason",
      sql`(${table.step} = 'given') = (${table.reason} is null)
        and (${table.reason} is null or length(btrim(${table.reason})) > 0)`,
    ),
    check("authorizations_are_given_by_another", sql`${table.authorizedBy} <> ${table.personId}`),
    check("authorizations_are_recorded_by_another", sql`${table.recordedBy} <> ${table.personId}`),
  ],
);

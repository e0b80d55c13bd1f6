import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { cases } from "./cases.ts";
import { bytes, day, moment } from "./columns.ts";
import { people } from "./people.ts";

/** What is to be removed from severed exports of a case: never changed, taken back by a later row. */
export const caseSeverances = pgTable(
  "case_severances",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    number: smallint("number").notNull(),
    /** The form it came from: sent again, it adds nothing more. */
    formId: uuid("form_id").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    markedOn: day("marked_on").notNull(),
    markedAt: moment("marked_at").notNull(),
    /** The number of the earlier mark that this one takes back. */
    revokes: smallint("revokes"),
    /** Which words on which ground, or which part is left out, encrypted; null where a mark is taken back. */
    words: bytes("words"),
  },
  (table) => [
    primaryKey({ name: "case_severances_pkey", columns: [table.caseId, table.number] }),
    unique("case_severances_are_taken_back_once").on(table.caseId, table.revokes),
    index("case_severances_by_form").on(table.formId),
    foreignKey({
      name: "case_severances_take_back_what_was_marked",
      columns: [table.caseId, table.revokes],
      foreignColumns: [table.caseId, table.number],
    }),
    check(
      "case_severances_mark_or_take_back",
      sql`(${table.words} is null) = (${table.revokes} is not null)`,
    ),
    check(
      "case_severances_have_the_day_of_their_moment",
      sql`${table.markedOn} - (${table.markedAt} at time zone 'UTC')::date between -1 and 1`,
    ),
  ],
);

import {
  bigint,
  boolean,
  customType,
  date,
  pgEnum,
  pgTable,
  pgView,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { day, moment, nameText } from "./columns.ts";
import { employmentType } from "./people.ts";

/**
 * What lists and figures read. Triggers keep it (drizzle/migrations/0006_roll_ups.sql, which also holds the
 * indexes and the queues); the portal's role reads it and writes none of it.
 */
export const standingState = pgEnum("standing_state", [
  "assigned",
  "learning",
  "on-leave",
  "exempt",
  "acknowledged",
  "refused",
  "ended",
]);
export const addressState = pgEnum("address_state", ["none", "working", "failing"]);
export const countMargin = pgEnum("count_margin", ["department", "type", "day"]);

const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** The City's day that everything here holds for: one row. */
export const rollUpDay = pgTable("roll_up_day", {
  onlyOne: boolean("only_one").primaryKey().default(true),
  day: day("day").notNull(),
  timeZone: text("time_zone").notNull(),
});

/** One a person, with the employment of the day, or the next, or the last. */
export const directoryEntries = pgTable("directory_entries", {
  personId: uuid("person_id").primaryKey(),
  sortName: nameText("sort_name").notNull(),
  words: searchVector("words").notNull(),
  address: addressState("address").notNull(),
  /** Works for the City on the day, or will. */
  isPresent: boolean("is_present").notNull(),
  departmentId: uuid("department_id"),
  position: text("position"),
  type: employmentType("type"),
  supervisorId: uuid("supervisor_id"),
  fromOn: day("from_on"),
  untilOn: day("until_on"),
});

/** One an assignment. Overdue is not stored: it is an open one due before today. */
export const standings = pgTable("standings", {
  assignmentId: uuid("assignment_id").primaryKey(),
  personId: uuid("person_id").notNull(),
  versionId: uuid("version_id").notNull(),
  track: text("track").notNull(),
  departmentId: uuid("department_id"),
  type: employmentType("type"),
  isPresent: boolean("is_present").notNull(),
  sortName: nameText("sort_name").notNull(),
  state: standingState("state").notNull(),
  dueOn: day("due_on").notNull(),
  settledAt: moment("settled_at"),
  settledOn: day("settled_on"),
});

/** Counts of standings at this moment, in parts to be summed. */
export const standingCountsNow = pgView("standing_counts_now", {
  versionId: uuid("version_id").notNull(),
  track: text("track").notNull(),
  margin: countMargin("margin").notNull(),
  departmentId: uuid("department_id"),
  type: employmentType("type"),
  isPresent: boolean("is_present").notNull(),
  state: standingState("state").notNull(),
  /** The due day of open ones; by `day` also the settled day of acknowledged ones. */
  day: date("day", { mode: "string" }),
  count: bigint("count", { mode: "number" }).notNull(),
}).existing();

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { day, moment, nameText } from "./columns.ts";

/** Section 3 of the policy, "City employees". */
export const employmentType = pgEnum("employment_type", [
  "permanent",
  "part-time",
  "temporary",
  "casual",
  "seasonal",
  "contract",
  "intern",
]);

/**
 * An identity that outlives every employment: a returning lifeguard is the same person with a new period.
 * `handle` is what stands in addresses: the employee number, or one given to somebody from outside.
 */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    handle: text("handle").notNull().unique("people_handle_is_unique"),
    employeeNumber: text("employee_number").unique("people_employee_number_is_unique"),
    givenName: text("given_name").notNull(),
    familyName: text("family_name").notNull(),
    email: text("email"),
    isOutside: boolean("is_outside").notNull().default(false),
    sortName: nameText("sort_name")
      .notNull()
      .generatedAlwaysAs(sql`family_name || ', ' || given_name`),
    searchWords: text("search_words").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("people_email_is_unique").on(sql`lower(${table.email})`),
    uniqueIndex("people_employee_number_ignores_case").on(sql`lower(${table.employeeNumber})`),
    index("people_by_name").on(table.sortName, table.id),
    check(
      "people_are_employees_or_outside",
      sql`(${table.employeeNumber} is null) = ${table.isOutside}`,
    ),
  ],
);

/** What a person was called, and their address, until a moment: kept by a trigger whenever it changes. */
export const formerNames = pgTable(
  "former_names",
  {
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    givenName: text("given_name").notNull(),
    familyName: text("family_name").notNull(),
    email: text("email"),
    untilAt: moment("until_at").notNull(),
  },
  (table) => [index("former_names_by_person").on(table.personId, table.untilAt)],
);

export const departments = pgTable("departments", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull().unique("departments_name_is_unique"),
});

/**
 * What somebody's work was from a day until a day. Corrected by a new row: only `superseded_at` is ever set.
 * Two rows in force never overlap for one person (exclusion constraint in the first migration).
 */
export const employments = pgTable(
  "employments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.id),
    position: text("position").notNull(),
    type: employmentType("type").notNull(),
    supervisorId: uuid("supervisor_id").references(() => people.id),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    recordedAt: moment("recorded_at").notNull(),
    recordedBy: uuid("recorded_by").references(() => people.id),
    supersededAt: moment("superseded_at"),
  },
  (table) => [
    index("employments_by_person").on(table.personId, table.fromOn),
    index("employments_by_supervisor").on(table.supervisorId).where(sql`superseded_at is null`),
    index("employments_by_department").on(table.departmentId).where(sql`superseded_at is null`),
    check("employments_are_recorded_by_another", sql`${table.recordedBy} <> ${table.personId}`),
    check("employments_end_after_they_begin", sql`${table.untilOn} >= ${table.fromOn}`),
    check("employments_have_another_supervisor", sql`${table.supervisorId} <> ${table.personId}`),
  ],
);

/** A span in which the clock of every assignment stands still. */
export const leaves = pgTable(
  "leaves",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    recordedAt: moment("recorded_at").notNull(),
    recordedBy: uuid("recorded_by").references(() => people.id),
    supersededAt: moment("superseded_at"),
  },
  (table) => [
    index("leaves_by_person").on(table.personId),
    check("leaves_are_recorded_by_another", sql`${table.recordedBy} <> ${table.personId}`),
    check("leaves_end_after_they_begin", sql`${table.untilOn} >= ${table.fromOn}`),
  ],
);

/** Nothing is owed from a day until a day: never without a reason and a name. */
export const exemptions = pgTable(
  "exemptions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    reason: text("reason").notNull(),
    fromOn: day("from_on").notNull(),
    untilOn: day("until_on"),
    grantedBy: uuid("granted_by")
      .notNull()
      .references(() => people.id),
    recordedAt: moment("recorded_at").notNull(),
    supersededAt: moment("superseded_at"),
  },
  (table) => [
    index("exemptions_by_person").on(table.personId),
    check("exemptions_end_after_they_begin", sql`${table.untilOn} >= ${table.fromOn}`),
    check("exemptions_have_a_reason", sql`length(btrim(${table.reason})) > 0`),
    check("exemptions_are_granted_by_another", sql`${table.grantedBy} <> ${table.personId}`),
  ],
);

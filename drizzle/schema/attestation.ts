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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { policyVersions, scenarios, tracks } from "./content.ts";
import { ledgerRecords } from "./ledger.ts";
import { people } from "./people.ts";

export const assignmentRule = pgEnum("assignment_rule", [
  "onboarding",
  "new-version",
  "periodic",
  "role",
  "remedial",
]);
export const settlement = pgEnum("settlement", ["acknowledged", "refused", "ended"]);
export const grade = pgEnum("grade", ["self", "witnessed", "refused"]);

/**
 * "This person must complete this track and acknowledge this version by this day, because …".
 * `started_at` and `settled_*` follow from attempts and acknowledgements by trigger; nobody sets them.
 */
export const assignments = pgTable(
  "assignments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    versionId: uuid("version_id")
      .notNull()
      .references(() => policyVersions.id),
    track: text("track").notNull(),
    rule: assignmentRule("rule").notNull(),
    reason: text("reason").notNull(),
    assignedAt: moment("assigned_at").notNull(),
    assignedBy: uuid("assigned_by").references(() => people.id),
    dueOn: day("due_on").notNull(),
    startedAt: moment("started_at"),
    settledAt: moment("settled_at"),
    settledAs: settlement("settled_as"),
  },
  (table) => [
    foreignKey({
      name: "assignments_name_a_track_of_their_version",
      columns: [table.versionId, table.track],
      foreignColumns: [tracks.versionId, tracks.id],
    }),
    unique("assignments_id_version_track").on(table.id, table.versionId, table.track),
    unique("assignments_id_person_version_track").on(
      table.id,
      table.personId,
      table.versionId,
      table.track,
    ),
    uniqueIndex("assignments_are_open_once")
      .on(table.personId, table.versionId, table.track)
      .where(sql`settled_at is null`),
    index("assignments_by_person").on(table.personId),
    index("assignments_by_due_day").on(table.dueOn, table.id),
    index("assignments_open_by_due_day").on(table.dueOn, table.id).where(sql`settled_at is null`),
    index("assignments_by_settlement")
      .on(table.settledAt, table.id)
      .where(sql`settled_at is not null`),
    check("assignments_have_a_reason", sql`length(btrim(${table.reason})) > 0`),
    check(
      "assignments_settle_whole",
      sql`(${table.settledAt} is null) = (${table.settledAs} is null)`,
    ),
  ],
);

/** One answer to one scenario: never changed, never removed. `shown` is the order on the page. */
export const attempts = pgTable(
  "attempts",
  {
    assignmentId: uuid("assignment_id").notNull(),
    versionId: uuid("version_id").notNull(),
    track: text("track").notNull(),
    scenario: text("scenario").notNull(),
    number: smallint("number").notNull(),
    shown: text("shown").array().notNull(),
    chosen: text("chosen").array().notNull(),
    isRight: boolean("is_right").notNull(),
    attemptedAt: moment("attempted_at").notNull(),
  },
  (table) => [
    primaryKey({
      name: "attempts_pkey",
      columns: [table.assignmentId, table.scenario, table.number],
    }),
    foreignKey({
      name: "attempts_belong_to_an_assignment",
      columns: [table.assignmentId, table.versionId, table.track],
      foreignColumns: [assignments.id, assignments.versionId, assignments.track],
    }),
    foreignKey({
      name: "attempts_answer_a_scenario_of_the_assigned_track",
      columns: [table.versionId, table.track, table.scenario],
      foreignColumns: [scenarios.versionId, scenarios.track, scenarios.id],
    }),
    check(
      "attempts_choose_what_was_shown",
      sql`cardinality(${table.chosen}) > 0 and ${table.chosen} <@ ${table.shown}`,
    ),
    check("attempts_are_numbered_from_one", sql`${table.number} >= 1`),
  ],
);

/**
 * A person's recorded statement about a policy version: one an assignment, never changed.
 * `record_id` is the ledger record written in the same transaction.
 */
export const acknowledgements = pgTable(
  "acknowledgements",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    reference: text("reference").notNull().unique("acknowledgements_reference_is_unique"),
    assignmentId: uuid("assignment_id").notNull().unique("acknowledgements_are_one_an_assignment"),
    personId: uuid("person_id").notNull(),
    versionId: uuid("version_id").notNull(),
    track: text("track").notNull(),
    grade: grade("grade").notNull(),
    typedName: text("typed_name").notNull(),
    directoryName: text("directory_name").notNull(),
    method: text("method").notNull(),
    acknowledgedAt: moment("acknowledged_at").notNull(),
    recordId: uuid("record_id")
      .notNull()
      .unique("acknowledgements_have_their_own_record")
      .references(() => ledgerRecords.id),
  },
  (table) => [
    foreignKey({
      name: "acknowledgements_answer_the_assignment_of_this_person",
      columns: [table.assignmentId, table.personId, table.versionId, table.track],
      foreignColumns: [
        assignments.id,
        assignments.personId,
        assignments.versionId,
        assignments.track,
      ],
    }),
    unique("acknowledgements_id_person_grade").on(table.id, table.personId, table.grade),
    index("acknowledgements_by_person").on(table.personId, table.acknowledgedAt),
  ],
);

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
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
export const ruleKind = pgEnum("rule_kind", ["onboarding", "periodic", "role"]);
export const endingReason = pgEnum("ending_reason", [
  "left",
  "superseded",
  "out-of-scope",
  "by-hand",
]);
export const moveReason = pgEnum("move_reason", ["leave", "exemption", "by-hand"]);

/**
 * A standing order of HR: who of an `audience` (app/people/audience.ts) owes a track, from a day on. It is
 * ended, never changed or removed. `number` is what stands in addresses.
 */
export const assignmentRules = pgTable(
  "assignment_rules",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    number: integer("number")
      .generatedAlwaysAsIdentity()
      .notNull()
      .unique("assignment_rules_number_unique"),
    kind: ruleKind("kind").notNull(),
    track: text("track").notNull(),
    audience: jsonb("audience").notNull(),
    /** Periodic: so many months after the last acknowledgement. */
    months: smallint("months"),
    daysToComplete: smallint("days_to_complete").notNull(),
    fromOn: day("from_on").notNull(),
    madeAt: moment("made_at").notNull(),
    madeBy: uuid("made_by").references(() => people.id),
    formId: uuid("form_id").unique("assignment_rules_are_made_once_a_form"),
    endedAt: moment("ended_at"),
    endedBy: uuid("ended_by").references(() => people.id),
  },
  (table) => [
    check("assignment_rules_give_time", sql`${table.daysToComplete} between 1 and 999`),
    check(
      "assignment_rules_come_back_when_periodic",
      sql`(${table.kind} = 'periodic') = (${table.months} is not null)
        and ${table.months} between 1 and 120`,
    ),
    check(
      "assignment_rules_end_by_somebody",
      sql`(${table.endedAt} is null) = (${table.endedBy} is null)`,
    ),
  ],
);

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
    /** Which rule of HR made it; null for what follows from a publication, and by hand. */
    ruleId: uuid("rule_id").references(() => assignmentRules.id),
    /** Why, in words for the file only: the person reads `reason`. */
    filedReason: text("filed_reason"),
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
    index("assignments_by_moment").on(table.assignedAt, table.id),
    check("assignments_have_a_reason", sql`length(btrim(${table.reason})) > 0`),
    check(
      "assignments_by_hand_have_a_filed_reason",
      sql`${table.rule} <> 'remedial' or length(btrim(coalesce(${table.filedReason}, ''))) > 0`,
    ),
    check(
      "assignments_by_hand_are_made_by_another",
      sql`${table.rule} <> 'remedial' or coalesce(${table.assignedBy} <> ${table.personId}, false)`,
    ),
    check(
      "assignments_settle_whole",
      sql`(${table.settledAt} is null) = (${table.settledAs} is null)`,
    ),
  ],
);

/** An assignment is over without an answer: why, by whom (null: the portal), in words. One an assignment. */
export const assignmentEndings = pgTable(
  "assignment_endings",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    assignmentId: uuid("assignment_id")
      .notNull()
      .unique("assignment_endings_are_one_an_assignment")
      .references(() => assignments.id),
    why: endingReason("why").notNull(),
    words: text("words").notNull(),
    endedAt: moment("ended_at").notNull(),
    endedBy: uuid("ended_by").references(() => people.id),
  },
  (table) => [
    index("assignment_endings_by_moment").on(table.endedAt, table.id),
    check("assignment_endings_have_words", sql`length(btrim(${table.words})) > 0`),
    check(
      "assignment_endings_by_hand_name_somebody",
      sql`(${table.why} = 'by-hand') = (${table.endedBy} is not null)`,
    ),
  ],
);

/** The due day moved from a day to a day: why, by whom (null: the portal), in words. */
export const dueDayChanges = pgTable(
  "due_day_changes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Their order: two may be recorded at one moment. */
    number: integer("number")
      .generatedAlwaysAsIdentity()
      .notNull()
      .unique("due_day_changes_number_unique"),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => assignments.id),
    fromOn: day("from_on").notNull(),
    toOn: day("to_on").notNull(),
    why: moveReason("why").notNull(),
    words: text("words").notNull(),
    movedAt: moment("moved_at").notNull(),
    movedBy: uuid("moved_by").references(() => people.id),
  },
  (table) => [
    index("due_day_changes_by_assignment").on(table.assignmentId, table.number),
    index("due_day_changes_by_moment").on(table.movedAt, table.id),
    check("due_day_changes_move_it", sql`${table.fromOn} <> ${table.toOn}`),
    check("due_day_changes_have_words", sql`length(btrim(${table.words})) > 0`),
    check(
      "due_day_changes_by_hand_name_somebody",
      sql`(${table.why} = 'by-hand') = (${table.movedBy} is not null)`,
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

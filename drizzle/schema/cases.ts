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
import { bytes, day, moment } from "./columns.ts";
import { policyVersions } from "./content.ts";
import { evidenceFiles } from "./evidence.ts";
import { violationReports } from "./intake.ts";
import { departments, people } from "./people.ts";
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

export const caseAct = pgEnum("case_act", [
  ...([
    "opened",
    "report-added",
    "respondent-named",
    "party-named",
    "shut-out",
    "triaged",
  ] as const),
  ...(["appointed", "declared", "appointment-ended"] as const),
  ...(["interim-begun", "interim-reviewed", "interim-ended"] as const),
  ...(["alleged", "allegation-withdrawn", "noticed", "served", "tried", "read"] as const),
  ...(["responded", "interviewed", "noted", "excepted", "found", "proposed"] as const),
  ...(["confirmed", "declined", "issued", "informed", "rescinded", "upheld"] as const),
  ...(["training-assigned", "grieved", "grievance-ended", "reporter-told"] as const),
  ...(["paused", "resumed", "closed", "reopened", "held", "hold-lifted"] as const),
  ...(["disposal-proposed", "disposed"] as const),
]);

/**
 * What was done in a case, never changed: who, when, why. Which acts follow and who may do them is said by the
 * functions `case_act_follows` and `may_do_case_act`.
 */
export const caseActs = pgTable(
  "case_acts",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    number: smallint("number").notNull(),
    act: caseAct("act").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    actedOn: day("acted_on").notNull(),
    actedAt: moment("acted_at").notNull(),
    /** The form it came from: sent again, it adds nothing more. */
    formId: uuid("form_id").notNull(),
    /** The number of the earlier act it is about: what is confirmed, served, answered, superseded, ended. */
    about: smallint("about"),
    /** Whom of the directory it concerns: the respondent, the investigator, who is shut out. */
    personId: uuid("person_id").references(() => people.id),
    /** What was chosen, where an act has a choice. */
    choice: text("choice"),
    /** A day it sets: to respond by, to review on, to be done by. */
    dueOn: day("due_on"),
    /** What was said, encrypted. */
    words: bytes("words"),
  },
  (table) => [
    primaryKey({ name: "case_acts_pkey", columns: [table.caseId, table.number] }),
    unique("case_acts_come_from_one_form")
      .on(table.formId, table.act, table.about, table.personId)
      .nullsNotDistinct(),
    index("case_acts_by_person").on(table.personId, table.caseId).where(sql`person_id is not null`),
    index("case_acts_by_doer").on(table.by, table.caseId),
    index("case_acts_by_moment").on(table.actedAt),
    index("case_acts_counted_by_day")
      .on(table.actedOn)
      .where(sql`act in ('confirmed', 'grieved', 'grievance-ended')`),
    index("case_acts_of_others_by_day")
      .on(table.actedOn, table.caseId)
      .where(sql`act in ('responded', 'grieved', 'confirmed', 'declined')`),
    check("case_acts_are_about_what_came_before", sql`${table.about} < ${table.number}`),
    check(
      "case_acts_have_the_day_of_their_moment",
      sql`${table.actedOn} - (${table.actedAt} at time zone 'UTC')::date between -1 and 1`,
    ),
    check(
      "case_acts_choose",
      sql`${table.choice} is null or ${table.choice} = any (case ${table.act}
        when 'party-named' then array['witness']
        when 'shut-out' then array['declared', 'found']
        when 'triaged' then array['investigate', 'coach', 'refer', 'no-action']
        when 'interim-begun' then array['leave-with-pay', 'access-removed']
        when 'served' then array['portal', 'by-hand', 'registered-mail']
        when 'issued' then array['portal', 'by-hand', 'registered-mail']
        when 'informed' then array['portal', 'by-hand', 'registered-mail']
        when 'responded' then array['response', 'refusal', 'none']
        when 'interviewed' then array['offered', 'not-offered']
        when 'excepted' then array['notice', 'response', 'representation', 'review']
        when 'confirmed' then array['as-approver', 'as-city-manager']
        when 'paused' then array['police', 'other']
        when 'grieved' then array['in-time', 'late']
        when 'grievance-ended'
          then array['dismissed', 'allowed-in-part', 'allowed', 'settled', 'withdrawn', 'to-arbitration']
        else '{}' end)`,
    ),
    check(
      "case_acts_choose_where_there_is_a_choice",
      sql`(${table.choice} is not null) = (${table.act} in (
        'party-named', 'shut-out', 'triaged', 'interim-begun', 'served', 'issued', 'informed', 'responded', 'interviewed',
        'excepted', 'confirmed', 'paused', 'grieved', 'grievance-ended'
      ))`,
    ),
    check(
      "case_acts_concern_somebody",
      sql`(${table.act} in (
        'respondent-named', 'party-named', 'shut-out', 'appointed', 'interim-begun', 'alleged', 'noticed', 'responded',
        'excepted', 'found', 'proposed', 'issued', 'informed', 'training-assigned', 'grieved'
      )) <= (${table.personId} is not null)`,
    ),
    check(
      "case_acts_are_about_something",
      sql`(${table.act} in (
        'declared', 'appointment-ended', 'interim-reviewed', 'interim-ended', 'allegation-withdrawn', 'served', 'tried',
        'read', 'responded', 'confirmed', 'declined', 'found', 'issued', 'rescinded', 'upheld', 'grieved', 'grievance-ended',
        'hold-lifted', 'resumed', 'disposed'
      )) <= (${table.about} is not null)`,
    ),
    check(
      "case_acts_set_a_day",
      sql`(${table.act} in (
        'opened', 'interim-begun', 'interim-reviewed', 'noticed', 'resumed', 'closed', 'reopened', 'grieved'
      )) <= (${table.dueOn} is not null)`,
    ),
    check(
      "case_acts_say_something",
      sql`(${table.act} in (
        'party-named', 'triaged', 'interim-begun', 'interim-reviewed', 'interim-ended', 'alleged', 'allegation-withdrawn',
        'noticed', 'served', 'tried', 'responded', 'interviewed', 'noted', 'excepted', 'found', 'proposed', 'declined', 'issued',
        'informed', 'rescinded', 'upheld', 'grieved', 'grievance-ended', 'paused', 'appointment-ended', 'reopened', 'held',
        'hold-lifted', 'disposal-proposed'
      )) <= (${table.words} is not null)`,
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

export const caseStage = pgEnum("case_stage", [
  ...(["triage", "investigation", "decision", "conclusion", "closed", "disposed"] as const),
]);

/** Where a case stands, one row a case: triggers keep it from the acts, and nobody sets it. */
export const caseStandings = pgTable(
  "case_standings",
  {
    caseId: uuid("case_id")
      .primaryKey()
      .references(() => cases.id),
    stage: caseStage("stage").notNull(),
    stageOn: day("stage_on").notNull(),
    /** The day by which it is to be concluded; of a closed one the first day on which it may be disposed of. */
    dueOn: day("due_on"),
    isPaused: boolean("is_paused").notNull(),
    isHeld: boolean("is_held").notNull(),
    /** A second person is awaited. */
    isAwaited: boolean("is_awaited").notNull(),
    investigatorId: uuid("investigator_id").references(() => people.id),
    lastNumber: smallint("last_number").notNull(),
  },
  (table) => [
    index("case_standings_by_due_day")
      .on(table.dueOn, table.caseId)
      .where(sql`stage not in ('closed', 'disposed')`),
    index("case_standings_by_stage").on(table.stage, table.dueOn, table.caseId),
    index("case_standings_by_investigator")
      .on(table.investigatorId)
      .where(sql`investigator_id is not null`),
    index("case_standings_awaited").on(table.caseId).where(sql`is_awaited`),
    index("case_standings_paused").on(table.caseId).where(sql`is_paused`),
    index("case_standings_concluded")
      .on(table.stageOn, table.caseId)
      .where(sql`stage in ('closed', 'disposed')`),
  ],
);

/** Since when a case was in which stage: kept by triggers. */
export const caseStages = pgTable(
  "case_stages",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    number: smallint("number").notNull(),
    stage: caseStage("stage").notNull(),
    fromOn: day("from_on").notNull(),
  },
  (table) => [
    primaryKey({ name: "case_stages_pkey", columns: [table.caseId, table.number] }),
    index("case_stages_by_day").on(table.fromOn, table.stage),
  ],
);

export const caseViewing = pgEnum("case_viewing", [
  ...(["file", "evidence", "letter", "export", "severed-export", "list"] as const),
]);

/** Who saw what of a case, each time. */
export const caseViews = pgTable(
  "case_views",
  {
    id: uuid("id").primaryKey(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    viewing: caseViewing("viewing").notNull(),
    /** Of evidence: which file. */
    fileId: uuid("file_id").references(() => evidenceFiles.id),
    viewedAt: moment("viewed_at").notNull(),
  },
  (table) => [
    index("case_views_by_case").on(table.caseId, table.viewedAt, table.id),
    index("case_views_by_person").on(table.personId, table.viewedAt, table.id),
  ],
);

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

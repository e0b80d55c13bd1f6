import { sql } from "drizzle-orm";
import {
  check,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { cases } from "./cases.ts";
import { bytes, day, moment } from "./columns.ts";
import { people } from "./people.ts";

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

import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { assignments } from "./attestation.ts";
import { day, moment } from "./columns.ts";
import { policyVersions } from "./content.ts";
import { ledgerSeals } from "./ledger.ts";
import { people } from "./people.ts";

export const noticeKind = pgEnum("notice_kind", [
  "publication-heads",
  "publication-staff",
  "assignment",
  "due-soon",
  "due-today",
  "overdue",
  "escalation",
  "digest-supervisor",
  "digest-hr",
  "report-waiting",
  "report-due",
  "advice-waiting",
  "advice-news",
  "follow-up-due",
  "latest-seal",
  "case-waiting",
  "case-news",
  "confirmation-waiting",
  "confirmation-given",
  "grant-waiting",
  "grant-news",
  "sign-in-changed",
]);

/** Where a notice stands: follows from its steps. */
export const noticeState = pgEnum("notice_state", [
  "waiting",
  "attempting",
  "sent",
  "failing",
  "refused",
  "came-back",
  "slip",
  "at-home",
  "handed-over",
  "withdrawn",
]);

/** What happened to a notice. */
export const noticeStep = pgEnum("notice_step", [
  "attempt",
  "sent",
  "delayed",
  "gave-up",
  "refused",
  "slip",
  "at-home",
  "handed-over",
  "again",
  "counted-as-sent",
  "came-back",
  "withdrawn",
]);

/**
 * A message the portal owes someone, once: `key` says for what. `state` and what stands after it follow
 * from the steps by trigger; nobody sets them.
 */
export const notices = pgTable(
  "notices",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    key: text("key").notNull().unique("notices_are_owed_once"),
    kind: noticeKind("kind").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    assignmentId: uuid("assignment_id").references(() => assignments.id),
    versionId: uuid("version_id").references(() => policyVersions.id),
    /** Of a reminder: the due day it is about. Moved since, it is not sent. */
    dueOn: day("due_on"),
    /** Of a reminder: its day. There is one a person and day. */
    remindedOn: day("reminded_on"),
    /** Of the latest seal: which. A person is told of it once. */
    seal: integer("seal").references(() => ledgerSeals.number),
    owedAt: moment("owed_at").notNull(),
    owedBy: uuid("owed_by").references(() => people.id),
    state: noticeState("state").notNull().default("waiting"),
    stateAt: moment("state_at").notNull(),
    steps: smallint("steps").notNull().default(0),
    /** While it waits: not before. */
    nextAt: moment("next_at"),
    /** The address it was handed to the mail server for. */
    address: text("address"),
  },
  (table) => [
    uniqueIndex("notices_remind_once_a_day").on(table.personId, table.remindedOn),
    unique("notices_tell_of_a_seal_once").on(table.personId, table.seal),
    index("notices_by_person").on(table.personId, table.owedAt),
    index("notices_by_moment").on(table.owedAt, table.id),
    index("notices_by_state").on(table.state, table.owedAt, table.id),
    index("notices_by_kind").on(table.kind, table.owedAt, table.id),
    index("notices_to_send").on(table.nextAt).where(sql`state = 'waiting'`),
    check(
      "notices_wait_for_a_moment",
      sql`(${table.state} = 'waiting') = (${table.nextAt} is not null)`,
    ),
    check(
      "notices_of_a_seal_name_it",
      sql`(${table.kind}::text = 'latest-seal') = (${table.seal} is not null)`,
    ),
  ],
);

/** One step of a notice: never changed, never removed. Its words are those it was to be sent with. */
export const noticeSteps = pgTable(
  "notice_steps",
  {
    noticeId: uuid("notice_id")
      .notNull()
      .references(() => notices.id),
    number: smallint("number").notNull(),
    step: noticeStep("step").notNull(),
    at: moment("at").notNull(),
    /** Who did it; null: the portal itself. */
    by: uuid("by").references(() => people.id),
    address: text("address"),
    subject: text("subject"),
    html: text("html"),
    words: text("words"),
    /** SHA-256 of the canonical JSON of subject, html and words. */
    digest: text("digest"),
    /** What the mail server said, or why. */
    reason: text("reason"),
    /** Of a delay: when it is tried again. */
    nextAt: moment("next_at"),
  },
  (table) => [
    primaryKey({ name: "notice_steps_pkey", columns: [table.noticeId, table.number] }),
    check(
      "notice_steps_name_their_words",
      sql`${table.step} not in ('attempt', 'slip', 'at-home') or num_nulls(${table.subject}, ${table.html}, ${table.words}, ${table.digest}) = 0`,
    ),
    check(
      "notice_steps_name_who",
      sql`${table.step} not in ('handed-over', 'counted-as-sent') or ${table.by} is not null`,
    ),
    check(
      "notice_steps_say_why",
      sql`${table.step} not in ('delayed', 'gave-up', 'refused', 'came-back', 'withdrawn') or length(btrim(${table.reason})) > 0`,
    ),
  ],
);

/** Days on which reminders, escalations and digests were owed already. */
export const remindedDays = pgTable("reminded_days", {
  day: day("day").primaryKey(),
  doneAt: moment("done_at").notNull(),
});

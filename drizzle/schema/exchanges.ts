import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import { bytes, day, moment } from "./columns.ts";
import { violationReports } from "./intake.ts";
import { departments, people } from "./people.ts";
import { dataKeys } from "./secrets.ts";

/** What an exchange began with here: the request of whose it is, or an adviser's log. */
export const exchangeBeginning = pgEnum("exchange_beginning", ["request", "log"]);

/** An exchange that somebody had online, and needed advice about. Never changed. */
export const exchanges = pgTable(
  "exchanges",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    /** The form it was begun with: sent again, it begins nothing more. */
    formId: uuid("form_id").notNull().unique(),
    /** Whose exchange it is. */
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    begunAs: exchangeBeginning("begun_as").notNull(),
    begunBy: uuid("begun_by")
      .notNull()
      .references(() => people.id),
    begunOn: day("begun_on").notNull(),
    begunAt: moment("begun_at").notNull(),
    isOngoing: boolean("is_ongoing").notNull(),
    keyId: uuid("key_id")
      .notNull()
      .unique()
      .references(() => dataKeys.id),
    /** What the person asked, encrypted. */
    request: bytes("request"),
  },
  (table) => [
    index("exchanges_by_person").on(table.personId, table.begunOn, table.id),
    index("exchanges_asked_by_day").on(table.begunOn).where(sql`begun_as = 'request'`),
    check(
      "exchanges_hold_a_request_when_asked_about",
      sql`(${table.begunAs} = 'request') = (${table.request} is not null)`,
    ),
    check(
      "exchanges_are_asked_about_by_oneself",
      sql`(${table.begunAs} = 'request') = (${table.begunBy} = ${table.personId})`,
    ),
    check(
      "exchanges_begin_on_the_day_of_their_moment",
      sql`${table.begunOn} - (${table.begunAt} at time zone 'UTC')::date between -1 and 1`,
    ),
  ],
);

/** Those not closed yet: triggers keep it, the portal reads it. */
export const openExchanges = pgTable(
  "open_exchanges",
  {
    exchangeId: uuid("exchange_id")
      .primaryKey()
      .references(() => exchanges.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
  },
  (table) => [index("open_exchanges_by_person").on(table.personId)],
);

/** Who of the City is part of an exchange: they never advise in it. */
export const exchangeParties = pgTable(
  "exchange_parties",
  {
    exchangeId: uuid("exchange_id")
      .notNull()
      .references(() => exchanges.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ name: "exchange_parties_pkey", columns: [table.exchangeId, table.personId] }),
    index("exchange_parties_by_person").on(table.personId),
  ],
);

export const exchangeAct = pgEnum("exchange_act", [
  "answered",
  "wrote",
  "logged",
  "told",
  "escalated",
  "followed-up",
  "closed",
]);

/** What was done about an exchange, never changed: its state follows from it. */
export const exchangeActs = pgTable(
  "exchange_acts",
  {
    exchangeId: uuid("exchange_id")
      .notNull()
      .references(() => exchanges.id),
    number: smallint("number").notNull(),
    act: exchangeAct("act").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    actedOn: day("acted_on").notNull(),
    actedAt: moment("acted_at").notNull(),
    /** The form it came from: sent again, it adds nothing more. */
    formId: uuid("form_id").notNull(),
    /** Encrypted. */
    words: bytes("words"),
    /** The day on which an adviser wants to come back to it. */
    followUpOn: day("follow_up_on"),
  },
  (table) => [
    primaryKey({ name: "exchange_acts_pkey", columns: [table.exchangeId, table.number] }),
    unique("exchange_acts_come_from_one_form").on(table.formId, table.act),
    uniqueIndex("exchange_acts_happen_once")
      .on(table.exchangeId, table.act)
      .where(sql`act in ('logged', 'told', 'escalated', 'closed')`),
    index("exchange_acts_by_closer")
      .on(table.by, table.actedAt, table.exchangeId)
      .where(sql`act = 'closed'`),
    index("exchange_acts_by_doer").on(table.by, table.exchangeId),
    index("exchange_acts_by_follow_up").on(table.followUpOn).where(sql`follow_up_on is not null`),
    check(
      "exchange_acts_have_the_day_of_their_moment",
      sql`${table.actedOn} - (${table.actedAt} at time zone 'UTC')::date between -1 and 1`,
    ),
    check(
      "exchange_acts_say_something",
      sql`(${table.act} in ('answered', 'wrote', 'told', 'followed-up')) <= (${table.words} is not null)`,
    ),
    check(
      "exchange_acts_follow_up_later",
      sql`${table.followUpOn} is null
        or (${table.act} in ('logged', 'followed-up') and ${table.followUpOn} > ${table.actedOn})`,
    ),
  ],
);

/** Whether somebody left an exchange politely, as clause 6.d asks. */
export const disengaged = pgEnum("disengaged", ["yes", "no", "not-known"]);

/** An adviser's log of an exchange, never changed. Open stands only what the City's figures are made of. */
export const exchangeReports = pgTable(
  "exchange_reports",
  {
    exchangeId: uuid("exchange_id")
      .primaryKey()
      .references(() => exchanges.id),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    loggedOn: day("logged_on").notNull(),
    /** As the organization offers it, or `other`: its name stands encrypted then. */
    platform: text("platform").notNull(),
    /** Where the person worked on that day. */
    departmentId: uuid("department_id").references(() => departments.id),
    disengaged: disengaged("disengaged").notNull(),
    /** The rest, encrypted. */
    said: bytes("said").notNull(),
  },
  (table) => [
    index("exchange_reports_by_day").on(table.loggedOn),
    index("exchange_reports_by_doer").on(table.by),
    check("exchange_reports_name_a_platform", sql`char_length(${table.platform}) between 1 and 60`),
  ],
);

/** An exchange report that was passed to HR, and the violation report it became. */
export const exchangeEscalations = pgTable(
  "exchange_escalations",
  {
    exchangeId: uuid("exchange_id")
      .primaryKey()
      .references(() => exchangeReports.exchangeId),
    reportId: uuid("report_id")
      .notNull()
      .unique()
      .references(() => violationReports.id),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    escalatedOn: day("escalated_on").notNull(),
  },
  (table) => [index("exchange_escalations_by_day").on(table.escalatedOn)],
);

/** An exchange report somebody is writing, under a key of its own that goes with the row. */
export const exchangeDrafts = pgTable(
  "exchange_drafts",
  {
    id: uuid("id").primaryKey(),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    /** Of a log about a request. */
    exchangeId: uuid("exchange_id").references(() => exchanges.id),
    wrappedKey: bytes("wrapped_key").notNull(),
    wrappedBy: text("wrapped_by").notNull(),
    body: bytes("body").notNull(),
    savedAt: moment("saved_at").notNull(),
    expiresOn: day("expires_on").notNull(),
  },
  (table) => [
    index("exchange_drafts_by_writer").on(table.by, table.savedAt),
    check("exchange_drafts_are_not_too_large", sql`octet_length(${table.body}) <= 1048576`),
  ],
);

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  pgView,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { people } from "./people.ts";
import { providerLinks } from "./providers.ts";

/** Secrets stand apart from the directory, so that no list of people ever selects one. */
export const credentials = pgTable("credentials", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  passwordHash: text("password_hash").notNull(),
  setAt: moment("set_at").notNull(),
});

/** A one-time code on paper. Only its SHA-256 is kept: the code itself carries 80 random bits. */
export const setUpCodes = pgTable(
  "set_up_codes",
  {
    codeHash: text("code_hash").primaryKey(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    issuedBy: uuid("issued_by").references(() => people.id),
    issuedAt: moment("issued_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    withdrawnAt: moment("withdrawn_at"),
    /** The form it was asked for with: sent again, it makes no second code. */
    formId: uuid("form_id").unique("set_up_codes_are_made_once_a_form"),
  },
  (table) => [
    index("set_up_codes_by_person").on(table.personId),
    check("set_up_codes_are_issued_by_another", sql`${table.issuedBy} <> ${table.personId}`),
  ],
);

/** What somebody showed to be signed in. */
export const signInMethod = pgEnum("sign_in_method", [
  "password",
  "set-up-code",
  "passkey",
  "provider",
]);

/** `id` is the SHA-256 of what the cookie holds. */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    expiresAt: moment("expires_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    startedAt: moment("started_at").notNull(),
    method: signInMethod("method").notNull(),
    /** Whether a second factor was shown too, here or where the person signed in. */
    hasSecondFactor: boolean("has_second_factor").notNull(),
    /** By which account at which provider, for one begun there. */
    linkId: uuid("link_id").references(() => providerLinks.id),
    /** When they signed in there, where that was asked of them anew. */
    shownAnewAt: moment("shown_anew_at"),
    /** SHA-256 of issuer and `sid`: which session there it came from, where the token said so. */
    sidHash: text("sid_hash"),
  },
  (table) => [
    index("sessions_by_person").on(table.userId),
    index("sessions_by_sid").on(table.sidHash).where(sql`sid_hash is not null`),
    check(
      "sessions_by_provider_alone_have_a_sid",
      sql`${table.sidHash} is null or ${table.linkId} is not null`,
    ),
    index("sessions_by_link").on(table.linkId).where(sql`link_id is not null`),
    check(
      "sessions_by_provider_alone_have_a_link",
      sql`case when ${table.method} = 'provider' then ${table.linkId} is not null else ${table.linkId} is null and ${table.shownAnewAt} is null end`,
    ),
  ],
);

export const grantedRole = pgEnum("granted_role", [
  "hr-training",
  "hr-cases",
  "city-manager",
  "outside-officer",
  "auditor",
  "administrator",
]);

/**
 * Who may do what beyond their own work, while the last day is not over and they have not left since: a view, so that
 * whatever asks who holds a role heeds both. What was revoked stands in it too. Nobody grants to themselves; the command
 * line grants the first.
 */
export const grants = pgView("grants", {
  id: uuid("id").notNull(),
  personId: uuid("person_id").notNull(),
  role: grantedRole("role").notNull(),
  grantedBy: uuid("granted_by"),
  grantedAt: moment("granted_at").notNull(),
  revokedBy: uuid("revoked_by"),
  revokedAt: moment("revoked_at"),
  untilOn: day("until_on"),
}).existing();

/** Every grant there ever was: to give one, to end one, and for history. Who holds a role is asked of `grants`. */
export const givenGrants = pgTable(
  "given_grants",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: grantedRole("role").notNull(),
    grantedBy: uuid("granted_by").references(() => people.id),
    grantedAt: moment("granted_at").notNull(),
    /** Null where its last day ended it, or its holder left. */
    revokedBy: uuid("revoked_by").references(() => people.id),
    revokedAt: moment("revoked_at"),
    /** The last day on which it is held; null: until it is revoked. */
    untilOn: day("until_on"),
    /** What a second person confirmed; null for what needed none. */
    request: integer("request")
      .unique("grants_answer_one_request")
      .references(() => grantRequests.number),
  },
  (table) => [
    uniqueIndex("grants_are_held_once")
      .on(table.personId, table.role)
      .where(sql`revoked_at is null`),
    check("grants_are_given_by_another", sql`${table.grantedBy} <> ${table.personId}`),
    check(
      "grants_are_revoked_whole",
      sql`${table.revokedAt} is not null or ${table.revokedBy} is null`,
    ),
  ],
);

/** A grant of cases that an administrator asked for: it is none until a second person confirms. */
export const grantRequests = pgTable(
  "grant_requests",
  {
    number: integer("number").primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: grantedRole("role").notNull(),
    untilOn: day("until_on"),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => people.id),
    askedAt: moment("asked_at").notNull(),
    formId: uuid("form_id").notNull().unique("grant_requests_come_from_one_form"),
  },
  (table) => [
    index("grant_requests_by_person").on(table.personId),
    index("grant_requests_by_moment").on(table.askedAt),
    check(
      "grant_requests_are_of_case_roles",
      sql`${table.role} in ('hr-cases', 'city-manager', 'outside-officer')`,
    ),
    check("grant_requests_are_for_another", sql`${table.askedBy} <> ${table.personId}`),
  ],
);

/** What a second person, or an administrator who took it back, answered. */
export const grantAnswers = pgTable(
  "grant_answers",
  {
    request: integer("request")
      .primaryKey()
      .references(() => grantRequests.number),
    answer: text("answer").$type<"confirmed" | "declined" | "withdrawn">().notNull(),
    /** Null: whoever runs the server, who only ever confirms. */
    answeredBy: uuid("answered_by").references(() => people.id),
    answeredAt: moment("answered_at").notNull(),
  },
  (table) => [
    check(
      "grant_answers_are_known",
      sql`${table.answer} in ('confirmed', 'declined', 'withdrawn')`,
    ),
  ],
);

/** Failed attempts by account and by address, counted across processes. */
export const throttles = pgTable("throttles", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: bigint("expire", { mode: "number" }),
});

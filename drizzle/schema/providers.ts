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
import { assignments } from "./attestation.ts";
import { moment } from "./columns.ts";
import { people } from "./people.ts";

/** What the directory and a provider agree on when somebody comes from there for the first time. */
export const providerMatch = pgEnum("provider_match", ["email", "employee-number"]);

/** Providers as the settings had them at the last start: the database refuses passwords by it. No secret. */
export const providers = pgTable(
  "providers",
  {
    id: text("id").primaryKey(),
    label: text("label").notNull(),
    issuer: text("issuer").notNull(),
    isOffered: boolean("is_offered").notNull(),
    hasPasswordsOff: boolean("has_passwords_off").notNull(),
    sparesAdministrators: boolean("spares_administrators").notNull(),
    notedAt: moment("noted_at").notNull(),
  },
  (table) => [
    uniqueIndex("providers_are_offered_once").on(table.issuer).where(sql`is_offered`),
    check("providers_have_a_short_id", sql`${table.id} ~ '^[a-z0-9][a-z0-9-]{0,39}$'`),
  ],
);

/** By which account at which provider somebody is known. Evidence: a link is ended, and nothing else of it changes. */
export const providerLinks = pgTable(
  "provider_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    provider: text("provider")
      .notNull()
      .references(() => providers.id),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    matchedBy: providerMatch("matched_by").notNull(),
    linkedAt: moment("linked_at").notNull(),
    withinSession: text("within_session"),
    endedBy: uuid("ended_by").references(() => people.id),
    endedAt: moment("ended_at"),
  },
  (table) => [
    uniqueIndex("provider_links_are_of_one_person")
      .on(table.issuer, table.subject)
      .where(sql`ended_at is null`),
    uniqueIndex("provider_links_are_one_a_person")
      .on(table.personId, table.issuer)
      .where(sql`ended_at is null`),
    index("provider_links_by_person").on(table.personId, table.linkedAt),
    check("provider_links_have_a_subject", sql`length(${table.subject}) between 1 and 255`),
    check(
      "provider_links_are_ended_whole",
      sql`(${table.endedAt} is null) = (${table.endedBy} is null)`,
    ),
    check("provider_links_end_after_they_began", sql`${table.endedAt} >= ${table.linkedAt}`),
  ],
);

/** What somebody stated on the page, until they are back from showing who they are: no evidence yet. */
export const statementsToProve = pgTable("statements_to_prove", {
  id: uuid("id").primaryKey().defaultRandom(),
  assignmentId: uuid("assignment_id")
    .notNull()
    .unique("statements_to_prove_are_one_an_assignment")
    .references(() => assignments.id),
  personId: uuid("person_id")
    .notNull()
    .references(() => people.id),
  versionDigest: text("version_digest").notNull(),
  typedName: text("typed_name").notNull(),
  writtenAt: moment("written_at").notNull(),
});

/** Somebody sent to a provider who is not back yet; removed by the first who comes back with its state. */
export const providerVisits = pgTable(
  "provider_visits",
  {
    stateHash: text("state_hash").primaryKey(),
    provider: text("provider")
      .notNull()
      .references(() => providers.id),
    /** SHA-256 of what the browser's cookie holds: nobody comes back in another browser. */
    browserHash: text("browser_hash").notNull(),
    nonce: text("nonce").notNull(),
    verifier: text("verifier").notNull(),
    toPath: text("to_path").notNull(),
    /** Whether they are to sign in anew there, however long they have been signed in. */
    isAnew: boolean("is_anew").notNull(),
    statementId: uuid("statement_id").references(() => statementsToProve.id, {
      onDelete: "cascade",
    }),
    begunAt: moment("begun_at").notNull(),
  },
  (table) => [
    index("provider_visits_by_beginning").on(table.begunAt),
    index("provider_visits_by_statement").on(table.statementId),
    check("provider_visits_prove_anew", sql`${table.statementId} is null or ${table.isAnew}`),
  ],
);

/** What a provider said of somebody who signed out there, for as long as it could be said twice. Hashes only. */
export const providerSignOuts = pgTable(
  "provider_sign_outs",
  {
    /** SHA-256 of issuer and `jti`: a logout token counts once. */
    tokenHash: text("token_hash").primaryKey(),
    accountHash: text("account_hash"),
    sidHash: text("sid_hash"),
    /** As the token says: who signs in there afterwards is not meant. */
    issuedAt: moment("issued_at").notNull(),
    takenAt: moment("taken_at").notNull(),
  },
  (table) => [
    index("provider_sign_outs_by_taking").on(table.takenAt),
    check(
      "provider_sign_outs_say_who",
      sql`${table.accountHash} is not null or ${table.sidHash} is not null`,
    ),
  ],
);

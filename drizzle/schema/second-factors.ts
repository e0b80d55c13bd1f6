import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, day, moment } from "./columns.ts";
import { people } from "./people.ts";

const person = () =>
  uuid("person_id")
    .notNull()
    .references(() => people.id);

/** When it ended, and by whom; nobody: whoever runs the server. */
const ending = {
  endedAt: moment("ended_at"),
  endedBy: uuid("ended_by").references(() => people.id),
};

/**
 * An app on a phone that makes codes (RFC 6238). It counts once a code of it was entered. Its secret is encrypted
 * under a key of its own, and forgotten when it ends.
 */
export const authenticatorApps = pgTable(
  "authenticator_apps",
  {
    id: uuid("id").primaryKey(),
    personId: person(),
    secret: bytes("secret"),
    wrappedKey: bytes("wrapped_key"),
    wrappedBy: text("wrapped_by"),
    madeAt: moment("made_at").notNull(),
    confirmedAt: moment("confirmed_at"),
    /** The last 30 seconds of the epoch of which a code was used. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    ...ending,
  },
  (table) => [
    uniqueIndex("authenticator_apps_are_one_a_person")
      .on(table.personId)
      .where(sql`confirmed_at is not null and ended_at is null`),
    uniqueIndex("authenticator_apps_are_prepared_once")
      .on(table.personId)
      .where(sql`confirmed_at is null and ended_at is null`),
    check(
      "authenticator_apps_forget_when_they_end",
      sql`num_nulls(${table.secret}, ${table.wrappedKey}, ${table.wrappedBy}) = case when ${table.endedAt} is null then 0 else 3 end`,
    ),
    check(
      "authenticator_apps_end_whole",
      sql`${table.endedAt} is not null or ${table.endedBy} is null`,
    ),
  ],
);

/** A passkey (WebAuthn). Of it the portal holds the public half. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid("id").primaryKey(),
    personId: person(),
    /** Base64url, as the browser spells it. */
    credentialId: text("credential_id").notNull(),
    publicKey: bytes("public_key").notNull(),
    /** How often it says that it was used; 0 for one that does not count. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    /** What its owner calls it. */
    name: text("name").notNull(),
    madeAt: moment("made_at").notNull(),
    lastUsedOn: day("last_used_on"),
    ...ending,
  },
  (table) => [
    unique("passkeys_are_one_a_credential").on(table.credentialId),
    index("passkeys_by_person").on(table.personId).where(sql`ended_at is null`),
    check("passkeys_have_a_name", sql`length(btrim(${table.name})) between 1 and 60`),
    check("passkeys_end_whole", sql`${table.endedAt} is not null or ${table.endedBy} is null`),
  ],
);

/** A code on paper for who has lost the rest. Only its SHA-256 is kept: the code itself carries 80 random bits. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    codeHash: text("code_hash").primaryKey(),
    personId: person(),
    madeAt: moment("made_at").notNull(),
    usedAt: moment("used_at"),
    withdrawnAt: moment("withdrawn_at"),
  },
  (table) => [
    index("recovery_codes_by_person")
      .on(table.personId)
      .where(sql`used_at is null and withdrawn_at is null`),
    check(
      "recovery_codes_are_used_or_withdrawn",
      sql`${table.usedAt} is null or ${table.withdrawnAt} is null`,
    ),
  ],
);

/** Challenges that a passkey has answered, until they would be too old anyway. */
export const spentChallenges = pgTable("spent_challenges", {
  /** SHA-256 of the challenge. */
  digest: text("digest").primaryKey(),
  until: moment("until").notNull(),
});

export const confirmationKind = pgEnum("confirmation_kind", [
  "reset-password",
  "reset-second-factor",
]);
export const confirmationEnd = pgEnum("confirmation_end", ["confirmed", "declined", "withdrawn"]);

/** What takes effect only when a second person has confirmed it: who asked, about whom, how it ended, and when it was done. */
export const confirmations = pgTable(
  "confirmations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: confirmationKind("kind").notNull(),
    personId: person(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => people.id),
    askedAt: moment("asked_at").notNull(),
    endedAs: confirmationEnd("ended_as"),
    ...ending,
    doneAt: moment("done_at"),
  },
  (table) => [
    uniqueIndex("confirmations_wait_once")
      .on(table.personId, table.kind)
      .where(sql`ended_at is null`),
    index("confirmations_by_moment").on(table.askedAt, table.id),
    check("confirmations_are_asked_by_another", sql`${table.askedBy} <> ${table.personId}`),
    check(
      "confirmations_end_whole",
      sql`num_nulls(${table.endedAs}, ${table.endedBy}, ${table.endedAt}) in (0, 3)`,
    ),
    check(
      "confirmations_are_given_by_a_second_person",
      sql`${table.endedAs} <> 'confirmed' or (${table.endedBy} <> ${table.askedBy} and ${table.endedBy} <> ${table.personId})`,
    ),
    check(
      "confirmations_are_done_once_confirmed",
      sql`${table.doneAt} is null or coalesce(${table.endedAs} = 'confirmed', false)`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { people } from "./people.ts";

/**
 * By which a directory service writes people here. Of the token itself, 256 random bits, only the SHA-256 is
 * kept. `until_on` is the last day it works on. A token is only ever used and, once, revoked.
 */
export const provisioningTokens = pgTable(
  "provisioning_tokens",
  {
    number: integer("number").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique("provisioning_tokens_are_told_apart"),
    /** The form it was asked for with: sent again, it makes no second token. */
    formId: uuid("form_id").notNull().unique("provisioning_tokens_are_made_once_a_form"),
    madeBy: uuid("made_by")
      .notNull()
      .references(() => people.id),
    madeAt: moment("made_at").notNull(),
    untilOn: day("until_on"),
    lastUsedOn: day("last_used_on"),
    revokedBy: uuid("revoked_by").references(() => people.id),
    revokedAt: moment("revoked_at"),
  },
  (table) => [
    check("provisioning_tokens_have_a_name", sql`length(btrim(${table.name})) > 0`),
    check("provisioning_tokens_are_kept_as_hashes", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check(
      "provisioning_tokens_are_revoked_whole",
      sql`(${table.revokedAt} is null) = (${table.revokedBy} is null)`,
    ),
  ],
);

/**
 * What a directory service calls a person of the directory, from its first write about them on. `removed_at`:
 * it deleted them, and does not see them again until they work here.
 */
export const provisionedPeople = pgTable(
  "provisioned_people",
  {
    personId: uuid("person_id")
      .primaryKey()
      .references(() => people.id),
    externalId: text("external_id").unique("provisioned_people_external_id_is_unique"),
    userName: text("user_name"),
    changedAt: moment("changed_at").notNull(),
    removedAt: moment("removed_at"),
  },
  (table) => [
    uniqueIndex("provisioned_people_user_name_is_unique").on(sql`lower(${table.userName})`),
    check(
      "provisioned_people_are_removed_whole",
      sql`${table.removedAt} is null or (${table.externalId} is null and ${table.userName} is null)`,
    ),
  ],
);

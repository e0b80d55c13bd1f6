import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { day, moment } from "./columns.ts";
import { people } from "./people.ts";

export const versionKind = pgEnum("version_kind", ["substantive", "editorial"]);

/**
 * One published, immutable edition. `content` is the canonical JSON (RFC 8785) of everything a person sees;
 * `version_digest` is the SHA-256 of exactly those bytes; `source_digest` says whether the files differ.
 */
export const policyVersions = pgTable(
  "policy_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    policy: text("policy").notNull(),
    number: smallint("number").notNull(),
    kind: versionKind("kind").notNull(),
    effectiveOn: day("effective_on").notNull(),
    publishedAt: moment("published_at").notNull(),
    publishedBy: uuid("published_by").references(() => people.id),
    sourceDigest: text("source_digest").notNull(),
    versionDigest: text("version_digest").notNull().unique("policy_versions_digest_is_unique"),
    content: text("content").notNull(),
  },
  (table) => [
    unique("policy_versions_number_is_unique").on(table.policy, table.number),
    index("policy_versions_by_effective_day").on(table.effectiveOn, table.number),
    check(
      "policy_versions_digest_is_of_the_content",
      sql`${table.versionDigest} = encode(sha256(convert_to(${table.content}, 'UTF8')), 'hex')`,
    ),
  ],
);

export const tracks = pgTable(
  "tracks",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => policyVersions.id),
    id: text("id").notNull(),
    position: smallint("position").notNull(),
  },
  (table) => [primaryKey({ name: "tracks_pkey", columns: [table.versionId, table.id] })],
);

/** The answer key as the database enforces it: `right_choices` is sorted. */
export const scenarios = pgTable(
  "scenarios",
  {
    versionId: uuid("version_id").notNull(),
    id: text("id").notNull(),
    track: text("track").notNull(),
    lesson: text("lesson").notNull(),
    position: smallint("position").notNull(),
    choices: text("choices").array().notNull(),
    rightChoices: text("right_choices").array().notNull(),
  },
  (table) => [
    primaryKey({ name: "scenarios_pkey", columns: [table.versionId, table.id] }),
    foreignKey({
      name: "scenarios_belong_to_a_track",
      columns: [table.versionId, table.track],
      foreignColumns: [tracks.versionId, tracks.id],
    }),
    unique("scenarios_version_track_id").on(table.versionId, table.track, table.id),
    check(
      "scenarios_have_a_right_choice",
      sql`cardinality(${table.rightChoices}) > 0 and ${table.rightChoices} <@ ${table.choices}`,
    ),
  ],
);

/** What HR chose when it published a version. `audience` is an `Audience` of app/people/audience.ts. */
export const publications = pgTable(
  "publications",
  {
    versionId: uuid("version_id")
      .primaryKey()
      .references(() => policyVersions.id),
    daysToComplete: smallint("days_to_complete").notNull(),
    audience: jsonb("audience").notNull(),
  },
  (table) => [check("publications_give_time", sql`${table.daysToComplete} between 1 and 999`)],
);

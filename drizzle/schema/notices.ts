import { index, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { assignments } from "./attestation.ts";
import { moment } from "./columns.ts";
import { policyVersions } from "./content.ts";
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
]);

/** A message the portal owes someone, once: `key` says for what. */
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
    owedAt: moment("owed_at").notNull(),
  },
  (table) => [index("notices_by_person").on(table.personId, table.owedAt)],
);

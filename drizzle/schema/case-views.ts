import { index, pgEnum, pgTable, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases.ts";
import { moment } from "./columns.ts";
import { evidenceFiles } from "./evidence.ts";
import { people } from "./people.ts";

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

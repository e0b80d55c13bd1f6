import { sql } from "drizzle-orm";
import { boolean, index, pgEnum, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { cases } from "./cases.ts";
import { day } from "./columns.ts";
import { people } from "./people.ts";

export const caseStage = pgEnum("case_stage", [
  ...(["triage", "investigation", "decision", "conclusion", "closed", "disposed"] as const),
]);

/** Where a case stands, one row a case: triggers keep it from the acts, and nobody sets it. */
export const caseStandings = pgTable(
  "case_standings",
  {
    caseId: uuid("case_id")
      .primaryKey()
      .references(() => cases.id),
    stage: caseStage("stage").notNull(),
    stageOn: day("stage_on").notNull(),
    /** The day by which it is to be concluded; of a closed one the first day on which it may be disposed of. */
    dueOn: day("due_on"),
    isPaused: boolean("is_paused").notNull(),
    isHeld: boolean("is_held").notNull(),
    /** A second person is awaited. */
    isAwaited: boolean("is_awaited").notNull(),
    investigatorId: uuid("investigator_id").references(() => people.id),
    lastNumber: smallint("last_number").notNull(),
  },
  (table) => [
    index("case_standings_by_due_day")
      .on(table.dueOn, table.caseId)
      .where(sql`stage not in ('closed', 'disposed')`),
    index("case_standings_by_stage").on(table.stage, table.dueOn, table.caseId),
    index("case_standings_by_investigator")
      .on(table.investigatorId)
      .where(sql`investigator_id is not null`),
    index("case_standings_investigated").on(table.investigatorId).where(sql`stage <> 'disposed'`),
    index("case_standings_awaited").on(table.caseId).where(sql`is_awaited`),
    index("case_standings_paused").on(table.caseId).where(sql`is_paused`),
    index("case_standings_concluded")
      .on(table.stageOn, table.caseId)
      .where(sql`stage in ('closed', 'disposed')`),
  ],
);

/** Since when a case was in which stage: kept by triggers. */
export const caseStages = pgTable(
  "case_stages",
  {
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    number: smallint("number").notNull(),
    stage: caseStage("stage").notNull(),
    fromOn: day("from_on").notNull(),
  },
  (table) => [
    primaryKey({ name: "case_stages_pkey", columns: [table.caseId, table.number] }),
    index("case_stages_by_day").on(table.fromOn, table.stage),
  ],
);

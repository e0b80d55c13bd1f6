import { sql } from "drizzle-orm";
import type { ruleKind } from "#drizzle/schema/attestation.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type Audience, audience } from "../people/audience.ts";

export type RuleKind = (typeof ruleKind.enumValues)[number];

/** A rule of HR that is in force. */
export type StandingRule = {
  id: string;
  number: number;
  kind: RuleKind;
  track: string;
  audience: Audience;
  months: number | null;
  daysToComplete: number;
};

/** The rules in force on a day, the newest first: of two that say how long somebody has, it wins. */
export async function readStandingRules(db: Executor, today: Day): Promise<StandingRule[]> {
  const rows = await db.execute<StandingRule>(sql`
    select id, number, kind, track, audience, months, days_to_complete as "daysToComplete"
    from assignment_rules where ended_at is null and from_on <= ${today}
    order by number desc`);
  return rows.map((row) => ({ ...row, audience: audience.parse(row.audience) }));
}

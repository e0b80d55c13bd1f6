import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import { type Audience, audience } from "../people/audience.ts";
import { readReached } from "../people/reached.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";
import type { StandingRule } from "./standing-rules.ts";

/** A rule as HR sees it: whom it reaches today, and how many assignments it made are open. */
export type ListedRule = Omit<StandingRule, "id"> & {
  fromOn: Day;
  madeAt: Date;
  /** Null: the portal itself. */
  madeBy: string | null;
  endedAt: Date | null;
  endedBy: string | null;
  reaches: number;
  open: number;
};

/** The rules of HR, those in force first, then the newest. Nothing to somebody without the grant. */
export async function readRules(viewer: Viewer, portal: Portal): Promise<ListedRule[]> {
  const rows = await portal.db.execute<RuleRow>(sql`
    select r.number, r.kind, r.track, r.audience, r.months, r.days_to_complete as "daysToComplete",
      r.from_on::text as "fromOn", r.made_at as "madeAt", r.ended_at as "endedAt",
      m.given_name || ' ' || m.family_name as "madeBy",
      n.given_name || ' ' || n.family_name as "endedBy",
      (
        select count(*)::int from assignments a where a.rule_id = r.id and a.settled_at is null
      ) as open
    from assignment_rules r left join people m on m.id = r.made_by left join people n on n.id = r.ended_by
    where ${isSeenBy(viewer)}
    order by r.ended_at desc nulls first, r.number desc`);
  return Promise.all(
    rows.map(async (row) => {
      const whom = audience.parse(row.audience);
      const reaches = row.endedAt ? 0 : (await readReached(viewer, portal, whom)).count;
      // Drizzle takes the date parsers off its client: moments arrive as text.
      const moments = {
        madeAt: new Date(row.madeAt),
        endedAt: row.endedAt === null ? null : new Date(row.endedAt),
      };
      return { ...row, ...moments, audience: whom, reaches };
    }),
  );
}

type RuleRow = Omit<ListedRule, "madeAt" | "endedAt" | "reaches" | "audience"> & {
  audience: Audience;
  madeAt: string;
  endedAt: string | null;
};

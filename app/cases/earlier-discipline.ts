import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { Measure } from "./case-file.ts";
import { readCaseAccess } from "./open-case.ts";

/** Discipline that counts as earlier: issued in any case, not rescinded, and its sunset has not passed. */
export type EarlierDiscipline = {
  measure: Measure;
  days: number | null;
  isPaid: boolean | null;
  issuedOn: Day;
  /** The last day on which it counts; null: it does not end. */
  sunsetOn: Day | null;
  /** Where, and on which clauses: null to whom that case is not there for. */
  found: { number: string; clauses: string[] } | null;
};

/** The earlier discipline of somebody that is active, the last first. What has expired is not shown. */
export async function readEarlierDiscipline(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  db: Executor = portal.db,
): Promise<EarlierDiscipline[]> {
  const { today, isSeen } = await readCaseAccess(viewer, portal, db);
  return db.execute<EarlierDiscipline>(sql`
    select d.measure, d.days, d.is_paid as "isPaid", i.acted_on::text as "issuedOn", d.sunset_on::text as "sunsetOn",
      case when ${isSeen} then json_build_object('number', c.number, 'clauses', (
        select json_agg(distinct a.clause order by a.clause) from discipline_grounds g
          join findings f on f.case_id = g.case_id and f.number = g.finding
          join allegations a on a.case_id = f.case_id and a.number = f.allegation
        where g.case_id = d.case_id and g.number = d.number
      )) end as found
    from discipline d
      join case_acts i on i.case_id = d.case_id and i.act = 'issued' and i.about = d.number
      join cases c on c.id = d.case_id
      join case_standings s on s.case_id = c.id
    where d.respondent_id = ${personId} and d.measure <> 'none' and s.stage <> 'disposed'
      and (d.sunset_on is null or d.sunset_on >= ${today})
      and not exists (
        select from case_acts r where r.case_id = i.case_id and r.act = 'rescinded' and r.about = i.number
      )
    order by i.acted_on desc, c.id, i.number desc`);
}

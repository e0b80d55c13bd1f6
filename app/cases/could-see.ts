import { type SQL, sql } from "drizzle-orm";
import { hasRole, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { reporterIndexes } from "../intake/candidates.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { readCaseAccess } from "./open-case.ts";

/**
 * Which cases could be there for a viewer, found from the person and not from the cases, so that it costs the same
 * however many there are. Of the standing `t`, whose `case_id` names the case.
 */
export type CouldSee = {
  today: Day;
  /** The tables `barred` and, of who sees few, `could`: after `with recursive`. */
  tables: SQL;
  /**
   * `most`: all cases but those they are shut out of are there for them, and `isOf` says exactly which. `few`: no
   * others than those in `could` can be, and `isThere` has to be asked of each.
   */
  sees: "most" | "few";
  isOf: SQL;
  /** The case of `t` is there for the viewer: the rule itself, for rows that are shown. */
  isThere: SQL;
};

/** Asked once a page. */
export async function readCouldSee(viewer: Viewer, portal: Portal): Promise<CouldSee> {
  const [{ today }, { isSeen }] = await Promise.all([
    clockOf(portal),
    readCaseAccess(viewer, portal),
  ]);
  const [{ email = null, before = [], isHere = false } = {}] = await portal.db.execute<{
    email: string | null;
    before: string[] | null;
    isHere: boolean;
  }>(sql`
    with hands as (
      select g.person_id as id, min(case g.role when 'hr-cases' then 1 when 'city-manager' then 2 else 3 end) as rank
      from grants g
      where g.revoked_at is null and g.role in ('hr-cases', 'city-manager', 'outside-officer')
        and is_here(g.person_id, ${today})
      group by g.person_id
    )
    select p.email, is_here(p.id, ${today}) as "isHere", (
      select json_agg(h.id) from hands h where h.rank < (select o.rank from hands o where o.id = p.id)
    ) as before
    from people p where p.id = ${viewer.personId}`);
  const earlier = before ?? [];
  const mayHandle = hasRole(viewer, "city-manager") || hasRole(viewer, "outside-officer");
  const sees =
    isHere && (hasRole(viewer, "hr-cases") || (mayHandle && earlier.length === 0)) ? "most" : "few";
  const name = `${viewer.givenName} ${viewer.familyName}`;
  const own = reporterIndexes(portal.vault, {
    ...{ personId: viewer.personId, name, email: email ?? "" },
  });
  const barred = barredFrom(
    [viewer.personId, ...(sees === "few" ? earlier : [])],
    viewer,
    own,
    today,
  );
  return {
    ...{ today, sees },
    tables:
      sees === "most" ? barred : sql`${barred}, ${couldOf(viewer, mayHandle ? earlier : null)}`,
    isOf:
      sees === "most"
        ? sql`t.case_id not in (select case_id from barred where person_id = ${viewer.personId})`
        : sql`t.case_id in (select case_id from could)`,
    isThere: sql`exists (select from (select t.case_id) c (id) where ${isSeen})`,
  };
}

const list = (ids: string[]) =>
  sql`array[${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )}]`;

/**
 * The cases each of these people is shut out of, as `is_shut_out` says it case by case; of the viewer also those of
 * their own reports.
 */
function barredFrom(people: string[], { personId }: Viewer, own: string[], today: Day): SQL {
  return sql`who (id) as (
    select unnest(${list(people)}::uuid[])
  ), line (holder, id) as (
    select id, id from who
    union
    select l.holder, e.supervisor_id from line l join employments e on e.person_id = l.id
    where e.supervisor_id is not null and ${inForce("e", today)}
  ), took_part (id, exchange_id) as (
    select w.id, x.id from who w join exchanges x on x.person_id = w.id
    union select w.id, p.exchange_id from who w join exchange_parties p on p.person_id = w.id
    union select w.id, a.exchange_id from who w join exchange_acts a on a."by" = w.id
    union select w.id, r.exchange_id from who w join exchange_reports r on r."by" = w.id
  ), barred (person_id, case_id) as materialized (
    select l.holder, r.case_id from line l join respondents r on r.person_id = l.id
    union
    select w.id, a.case_id from who w join case_acts a on a.person_id = w.id
    where a.act in ('party-named', 'shut-out')
    union
    select w.id, c.case_id from who w join report_conflicts x on x.person_id = w.id
      join case_reports c on c.report_id = x.report_id
    where x.reason <> 'named-in-words'
    union
    select l.holder, c.case_id from line l join report_subjects s on s.person_id = l.id
      join case_reports c on c.report_id = s.report_id
    union
    select k.id, c.case_id from took_part k join exchange_escalations e on e.exchange_id = k.exchange_id
      join case_reports c on c.report_id = e.report_id
    union
    select ${personId}::uuid, c.case_id from violation_reports r join case_reports c on c.report_id = r.id
    where r.reporter_indexes && ${list(own)}::text[]
  )`;
}

/**
 * The cases that can be there for who does not see most: what they investigate; and for who could handle cases were
 * it not for those `earlier` in rank: where a second person is awaited, where they did something, and where every one
 * of the others is shut out or was the investigator.
 */
function couldOf({ personId }: Viewer, earlier: string[] | null): SQL {
  const investigated = sql`select case_id from case_standings where investigator_id = ${personId}`;
  if (!earlier) return sql`could (case_id) as materialized (${investigated})`;
  return sql`could (case_id) as materialized (
    ${investigated}
    union select case_id from case_standings where is_awaited
    union select case_id from case_acts where "by" = ${personId}
    union select case_id from (
      select b.person_id, b.case_id from barred b
      union
      select a.person_id, a.case_id from case_acts a
      where a.act = 'appointed' and a.person_id = any(${list(earlier)}::uuid[])
    ) passed
    where person_id = any(${list(earlier)}::uuid[])
    group by case_id having count(*) = ${earlier.length}
  )`;
}

import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Organization } from "../content/frozen-version.ts";
import { spanOfDay } from "../days.ts";
import { endedQuarters, type Quarter } from "../exchanges/quarters.ts";
import type { Cell, CountedTable } from "../exchanges/suppress.ts";
import { cellsOf } from "../exchanges/trends.ts";
import type { Portal } from "../portal.ts";
import { readCaseSettings } from "./case-settings.ts";
import { grievanceEnds, outcomeWords } from "./decision-words.ts";
import {
  type CountedCases,
  type PublishedCases,
  publishCases,
  type TimedStage,
} from "./publish-case-figures.ts";

/** What may be published of a quarter that has ended. */
type CaseQuarter = PublishedCases & { quarter: Quarter };

/** The figures of some quarters, the earliest first, and the names of departments by id. */
export type CaseFigures = {
  quarters: CaseQuarter[];
  departments: Map<string, string>;
  settings: { smallest: number; departmentsFrom: number };
};

/** So many quarters are looked at. */
const shownQuarters = 8;

/**
 * Figures of the reports and cases of the whole City, by quarter; null where the organization has no settings for
 * them. To somebody without the grant all is kept back.
 *
 * They are the same for every viewer: a case counts also where the viewer is shut out of it. Were it left out for
 * them, what they are shut out of would be the difference to what a colleague reads, or to the paper for Council;
 * and what is published lets nobody be worked out, whoever reads it.
 *
 * No figure of a quarter that has ended changes afterwards, as in `readTrends`: a report counts on the day it was
 * filed; an allegation in the quarter in which its finding was reviewed, the last one of that quarter, and again where
 * a later one took its place; a grievance when it begins, and when it ends; a stage when a case leaves it, the last time of that quarter.
 *
 * Numbers are about people: the respondents, and of reports whom of the directory they name. Whom a report names in
 * words is nobody here: two names may be one person's.
 */
export async function readCaseFigures(viewer: Viewer, portal: Portal): Promise<CaseFigures | null> {
  const [organization, { smallestFigure }] = await Promise.all([
    portal.organization(),
    readCaseSettings(portal),
  ]);
  const departmentsFrom = organization.exchanges?.departmentsFrom;
  if (!Number.isFinite(smallestFigure) || departmentsFrom === undefined) return null;
  const now = { smallest: smallestFigure, departmentsFrom, clauses: clausesOf(organization) };
  const { today, timeZone } = await clockOf(portal);
  const quarters = endedQuarters(today, shownQuarters).map((quarter) => ({
    quarter,
    ended: spanOfDay(timeZone, quarter.until).until,
  }));
  const rows = await readRows(viewer, portal, quarters);
  const named = rows.flatMap(({ of, name, title }): [string, string][] =>
    of === "people" && name && title ? [[name, title]] : [],
  );
  return {
    departments: new Map(named),
    settings: { smallest: smallestFigure, departmentsFrom },
    quarters: await Promise.all(
      quarters.map(async ({ quarter, ended }, n) => {
        const then = await portal.shelf.inForce(new Date(Date.parse(ended) - 1));
        const settings = settingsThen(then?.content.organization, now);
        const counted = countQuarter(
          rows.filter(({ place }) => place === n + 1),
          settings,
        );
        return { quarter, ...publishCases(counted, settings.smallest) };
      }),
    ),
  };
}

type Settings = { smallest: number; departmentsFrom: number; clauses: string[] };

/** The settings of the version that was in force then, where it had any. */
function settingsThen(then: Organization | undefined, now: Settings): Settings {
  if (!then?.cases || !then.exchanges) return now;
  return {
    smallest: then.cases.smallestFigure,
    departmentsFrom: then.exchanges.departmentsFrom,
    clauses: clausesOf(then),
  };
}

/** The clauses that a reporter is offered, and that are mostly alleged. */
const clausesOf = ({ reports }: Organization) => [
  ...new Set(reports?.rules.map(({ clause }) => clause) ?? []),
];

type Row = {
  /** Of the quarter, from 1. */
  place: number;
  of:
    | "report-clause"
    | "report-department"
    | "outcome"
    | "clause"
    | "department"
    | "grieved"
    | "ended"
    | "stage"
    | "people";
  name: string | null;
  title: string | null;
  count: number;
  days: number | null;
  /** Whom of the directory these are about, each once. */
  people: string[];
};

async function readRows(
  { personId }: Viewer,
  { db }: Portal,
  quarters: { quarter: Quarter; ended: string }[],
): Promise<Row[]> {
  const list = (values: string[]) => `{${values.join(",")}}`;
  const rows = await db.execute<Row & { people: string[] | null }>(sql`
    with quarters (from_on, until_on, ended_at, place) as (
      select * from unnest(
        ${list(quarters.map(({ quarter }) => quarter.from))}::date[],
        ${list(quarters.map(({ quarter }) => quarter.until))}::date[],
        ${list(quarters.map(({ ended }) => ended))}::timestamptz[]
      ) with ordinality
    ), filed as (
      select q.place, r.id, s.person_id as person,
        case cardinality(r.clauses) when 0 then 'none' when 1 then r.clauses[1] else 'several' end as clause,
        (
          select case when count(distinct e.department_id) = 1 then min(e.department_id::text) end
          from report_subjects s join employments e on e.person_id = s.person_id
          where s.report_id = r.id and e.from_on <= r.filed_on and (e.until_on is null or e.until_on >= r.filed_on)
            and e.recorded_at < q.ended_at and (e.superseded_at is null or e.superseded_at >= q.ended_at)
        ) as department
      from quarters q join violation_reports r on r.filed_on between q.from_on and q.until_on
        left join report_subjects s on s.report_id = r.id
    ), reviewed as (
      select distinct on (q.place, f.case_id, f.allegation) q.place, f.outcome, f.respondent_id as person, l.clause,
        l.department_id
      from quarters q
        join case_acts c on c.act in ('confirmed', 'grieved', 'grievance-ended') and c.act = 'confirmed'
          and c.acted_on between q.from_on and q.until_on
        join case_acts a on a.case_id = c.case_id and a.number = c.about
        join findings f on f.case_id = c.case_id and f.number = case
          when a.act = 'found' then a.number when a.act = 'excepted' and a.choice = 'review' then a.about end
        join allegations l on l.case_id = f.case_id and l.number = f.allegation
      order by q.place, f.case_id, f.allegation, f.number desc
    ), grievances as (
      select distinct on (q.place, a.case_id, a.act, coalesce(a.about, 0)) q.place, a.act, a.choice,
        coalesce(g.person_id, a.person_id) as person
      from quarters q join case_acts a on a.act in ('confirmed', 'grieved', 'grievance-ended') and a.act <> 'confirmed'
          and a.acted_on between q.from_on and q.until_on
        left join case_acts g on g.case_id = a.case_id and g.number = a.about and g.act = 'grieved'
      order by q.place, a.case_id, a.act, coalesce(a.about, 0), a.number desc
    ), departures as (
      select distinct on (q.place, s.stage, n.case_id) q.place, s.stage, n.case_id, q.until_on, n.from_on - s.from_on as days
      from quarters q join case_stages n on n.from_on between q.from_on and q.until_on
        join case_stages s on s.case_id = n.case_id and s.number = n.number - 1
      order by q.place, s.stage, n.case_id, n.number desc
    )
    select place::int, "of", name, title, count::int, days::float, people from (
      select place, case when grouping(clause) = 0 then 'report-clause' else 'report-department' end as "of",
        coalesce(clause, department) as name, null as title, count(distinct id), null::double precision as days,
        jsonb_agg(distinct person) filter (where person is not null) as people
      from filed group by grouping sets ((place, clause), (place, department))
      union all
      select place, case when grouping(outcome) = 0 then 'outcome' when grouping(clause) = 0 then 'clause'
          else 'department' end,
        coalesce(outcome::text, clause, department_id::text), null, count(*), null, jsonb_agg(distinct person)
      from reviewed group by grouping sets ((place, outcome), (place, clause), (place, department_id))
      union all
      select place, case act when 'grieved' then 'grieved' else 'ended' end,
        case act when 'grieved' then null else choice end, null, count(*), null, jsonb_agg(distinct person)
      from grievances group by 1, 2, 3
      union all
      select e.place, 'stage', e.stage::text, null, count(*), percentile_cont(0.5) within group (order by e.days), (
        select jsonb_agg(distinct r.person_id) from departures o
          join case_acts r on r.case_id = o.case_id and r.act = 'respondent-named' and r.acted_on <= o.until_on
        where o.place = e.place and o.stage = e.stage
      )
      from departures e group by e.place, e.stage
      union all
      select q.place, 'people', d.id::text, d.name, count(*), null, null
      from quarters q join employments e on e.from_on <= q.until_on
          and (e.until_on is null or e.until_on >= q.until_on) and e.recorded_at < q.ended_at
          and (e.superseded_at is null or e.superseded_at >= q.ended_at)
        join departments d on d.id = e.department_id
      group by q.place, d.id
    ) counted
    where exists (
      select from grants g where g.person_id = ${personId} and g.role = 'hr-cases' and g.revoked_at is null
    )`);
  return rows.map((row) => ({ ...row, people: row.people ?? [] }));
}

function countQuarter(rows: Row[], { departmentsFrom, clauses }: Settings): CountedCases {
  const of = (wanted: Row["of"]) => rows.filter((row) => row.of === wanted);
  const sum = (counted: { count: number }[]) =>
    counted.reduce((total, { count }) => total + count, 0);
  const about = (counted: Row[]) => [...new Set(counted.flatMap(({ people }) => people))];
  const whole = (cells: CountedTable["cells"]): CountedTable => ({
    ...{ cells, elsewhere: 0, peopleElsewhere: [], isElsewherePossible: false },
  });
  const large = of("people").filter(({ count }) => count >= departmentsFrom);
  const byDepartment = (counted: Row[]): CountedTable => {
    const offered = large.flatMap(({ name }) => name ?? []);
    // Of nobody in the directory, of several, of a small department.
    const elsewhere = counted.filter(({ name }) => name === null || !offered.includes(name));
    return {
      ...{ cells: peopledCells(counted, offered), elsewhere: sum(elsewhere) },
      ...{ peopleElsewhere: about(elsewhere), isElsewherePossible: true },
    };
  };
  return {
    reports: {
      clauses: whole(
        peopledCells(of("report-clause"), [...clauses, "none", "several"], { givenUp: "too" }),
      ),
      departments: byDepartment(of("report-department")),
    },
    decided: {
      outcomes: whole(peopledCells(of("outcome"), Object.keys(outcomeWords))),
      clauses: whole(peopledCells(of("clause"), clauses, { givenUp: "too" })),
      departments: byDepartment(of("department")),
    },
    grieved: { count: sum(of("grieved")), people: about(of("grieved")) },
    ended: whole(
      peopledCells(
        of("ended"),
        grievanceEnds.map(({ value }) => value),
      ),
    ),
    stages: Object.fromEntries(
      of("stage").map(({ name, count, people, days }) => [
        name as TimedStage,
        { count, people, days: days ?? 0 },
      ]),
    ),
  };
}

/** As `cellsOf`, each with whom it is about. */
function peopledCells(counted: Row[], ...offered: [string[], { givenUp?: "too" }?]): Cell[] {
  const people = new Map(counted.map((row) => [row.name, row.people]));
  return cellsOf(counted, ...offered).map((cell) => ({
    ...cell,
    people: people.get(cell.name) ?? [],
  }));
}

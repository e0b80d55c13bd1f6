import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import type { CaseStage } from "./case-file.ts";
import type { CaseFilter } from "./case-filter.ts";
import { type CouldSee, readCouldSee } from "./could-see.ts";
import { lookUpCases } from "./found-case.ts";
import { isNews } from "./news.ts";
import type { NewsAct } from "./news-words.ts";
import { type ClockAct, countWorkingDays, runningDays } from "./running-days.ts";
import { countedUpTo } from "./stage-words.ts";

/** A case as the work list shows it. */
export type ListedCase = {
  number: string;
  stage: CaseStage;
  respondents: string[];
  clauses: string[];
  openedOn: Day;
  /** Working days it has been running. */
  age: number;
  /** The day by which an open one is to be concluded. */
  dueOn: Day | null;
  isPaused: boolean;
  isHeld: boolean;
  investigator: string | null;
  /** The viewer investigates it. */
  isInvestigated: boolean;
  /** A second person is awaited, and may be the viewer. */
  isAwaited: boolean;
  /** What others did since the viewer last opened it, as far as it is news. */
  news: NewsAct[];
};

const isDisposed = sql`t.stage = 'disposed'`;
const isOpen = sql`t.stage not in ('closed', 'disposed')`;
const isConcluded = sql`t.stage in ('closed', 'disposed')`;

/**
 * The order of the work list: open ones by the day they are to be concluded by, those overdue before all others;
 * then those whose clock is paused; then closed ones, the last first.
 */
export const caseOrder: Stretch[] = [
  {
    of: sql`${isOpen} and t.due_on is not null`,
    columns: [
      { at: "t.due_on", holds: "day" },
      { at: "t.case_id", holds: "uuid" },
    ],
    indexed: 2,
  },
  {
    of: sql`${isOpen} and t.is_paused and t.due_on is null`,
    columns: [{ at: "t.case_id", holds: "uuid" }],
    indexed: 1,
  },
  {
    of: isConcluded,
    columns: [
      { at: "t.stage_on", holds: "day" },
      { at: "t.case_id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of cases and what a list says of how many there are. */
export type CasePage = PageOf<ListedCase> & {
  clock: Clock;
  /** 1,001 stands for more than 1,000; null: more than the page, and not counted. */
  count: number | null;
};

/** A page of the cases that are there for the viewer. */
export async function readCases(
  viewer: Viewer,
  portal: Portal,
  filter: CaseFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<CasePage> {
  const clock = await clockOf(portal);
  const isTold = isClauseTold(viewer, clock.today);
  const [could, search] = await Promise.all([
    readCouldSee(viewer, portal),
    filter.q ? lookUpCases(portal.db, filter.q, isTold) : null,
  ]);
  const isAsked = asked(viewer, filter, search?.isFound);
  const isMine =
    filter.mine === "awaited" ? awaits(viewer, sql`t.case_id`, could.today) : sql`true`;
  const parts = caseOrder.map((part, index) =>
    partsOf(filter).includes(index) ? part : { ...part, of: sql`false` },
  );
  const isCounted = could.sees === "most" && !search?.isCommon && filter.mine !== "awaited";
  const [page, counted] = await Promise.all([
    readPage<CaseRow>(parts, { place, size }, (cut) =>
      portal.db.execute(sql`
        with recursive ${could.tables}
        select ${columns(viewer, could.today)}, cut.key from (
          ${cutOf(could, isAsked, isMine, filter, cut)}
        ) cut join case_standings t on t.case_id = cut.case_id join cases c on c.id = t.case_id
          left join people i on i.id = t.investigator_id
        order by ${cut.order}`),
    ),
    isCounted ? count(portal, could, isAsked) : null,
  ]);
  const isWhole = !page.next && !page.previous;
  return {
    ...page,
    ...{ clock, rows: await listed(portal, page.rows, could.today) },
    count: counted ?? (isWhole ? page.rows.length : null),
  };
}

/** Whether any case is there for the viewer, who could also be one of those for whom there never is. */
export async function isAnyCaseThere(viewer: Viewer, portal: Portal): Promise<boolean> {
  const { tables, isOf, isThere } = await readCouldSee(viewer, portal);
  const rows = await portal.db.execute(sql`
    with recursive ${tables}
    select from case_standings t where case when ${isOf} then ${isThere} else false end limit 1`);
  return rows.length > 0;
}

/** Ids and keys of one cut. What costs most is asked last, of no more rows than are shown. */
function cutOf(
  { sees, isOf, isThere }: CouldSee,
  isAsked: SQL,
  isMine: SQL,
  { mine }: CaseFilter,
  { key, where, order, limit }: { key: SQL; where: SQL; order: SQL; limit: number },
): SQL {
  if (sees === "most" && mine !== "awaited") {
    return sql`select t.case_id, ${key} as key from case_standings t
      where ${where} and ${isAsked} and case when ${isOf} then ${isThere} else false end
      order by ${order} limit ${limit}`;
  }
  // Few: put in order first, so that the rule is asked of a page and not of all.
  const few = sees === "few" ? sql`could` : sql`case_standings`;
  return sql`select t.case_id, ${key} as key from (
      select t.* from ${few} f join case_standings t on t.case_id = f.case_id
      where ${where} and ${isAsked} order by ${order} offset 0
    ) t where ${isThere} and ${isMine} order by ${order} limit ${limit}`;
}

async function count(portal: Portal, { tables, isOf }: CouldSee, isAsked: SQL): Promise<number> {
  const [row] = await portal.db.execute<{ count: number }>(sql`
    with recursive ${tables}
    select count(*)::int as count from (
      select from case_standings t where ${isAsked} and ${isOf} limit ${countedUpTo + 1}
    ) found`);
  return row?.count ?? 0;
}

/** The parts of the order in which what is asked for can stand. */
function partsOf({ stage }: CaseFilter): number[] {
  if (!stage) return [0, 1, 2];
  return stage === "closed" || stage === "disposed" ? [2] : [0, 1];
}

function asked({ personId }: Viewer, { stage, mine }: CaseFilter, isFound: SQL | undefined): SQL {
  return sql.join(
    [
      stage === "open" ? isOpen : stage ? sql`t.stage = ${stage}` : sql`true`,
      mine === "investigate"
        ? sql`t.investigator_id = ${personId} and not ${isDisposed}`
        : sql`true`,
      mine === "awaited" ? sql`t.is_awaited` : sql`true`,
      isFound ?? sql`true`,
    ],
    sql` and `,
  );
}

/** What was told is not there any more once it is disposed of; nor, yet, for who has still to declare. */
const isClauseTold = ({ personId }: Viewer, today: Day): SQL => sql`case
  when ${isDisposed} then false
  when t.investigator_id = ${personId}
    then has_declared(${personId}, t.case_id, ${today}) or handles_case(${personId}, t.case_id, ${today})
  else true end`;

const awaits = ({ personId }: Viewer, kase: SQL, today: Day) => sql`exists (
  select from awaits_second(${kase}, ${today}) n (number), seconds_for(${kase}, n.number, ${today}) s
  where s.person_id = ${personId}
)`;

type CaseRow = Omit<ListedCase, "age"> & { key: string[]; clockActs: ClockAct[] };

const columns = (
  viewer: Viewer,
  today: Day,
): SQL => sql`c.number, t.stage, c.opened_on::text as "openedOn",
  case when ${isOpen} then t.due_on::text end as "dueOn", t.is_paused as "isPaused", t.is_held as "isHeld",
  case when not ${isDisposed} then i.given_name || ' ' || i.family_name end as investigator,
  coalesce(t.investigator_id = ${viewer.personId} and not ${isDisposed}, false) as "isInvestigated",
  case when t.is_awaited then ${awaits(viewer, sql`t.case_id`, today)} else false end as "isAwaited",
  coalesce((
    select json_agg(distinct a.act) from case_acts a
    where a.case_id = t.case_id and ${isNews(viewer)} and ${isClauseTold(viewer, today)}
  ), '[]') as news,
  coalesce((
    select json_agg(p.given_name || ' ' || p.family_name order by p.sort_name, p.id)
    from respondents r join people p on p.id = r.person_id where r.case_id = t.case_id and not ${isDisposed}
  ), '[]') as respondents,
  coalesce((
    select json_agg(distinct l.clause order by l.clause) from live_allegations(t.case_id) l where ${isClauseTold(viewer, today)}
  ), '[]') as clauses,
  coalesce((
    select json_agg(json_build_object('act', a.act, 'on', a.acted_on) order by a.number)
    from case_acts a where a.case_id = t.case_id and a.act in ('paused', 'resumed', 'closed', 'reopened', 'grieved')
  ), '[]') as "clockActs"`;

async function listed(portal: Portal, rows: CaseRow[], today: Day): Promise<ListedCase[]> {
  const first = rows.reduce((day, { openedOn }) => (openedOn < day ? openedOn : day), today);
  const working = await countWorkingDays(await portal.organization(), first, today);
  return rows.map(({ key: _, clockActs, ...row }) => ({
    ...{ ...row, age: runningDays(row.openedOn, clockActs, today, working) },
  }));
}

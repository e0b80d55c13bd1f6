import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { ExchangeSettings, Organization } from "../content/frozen-version.ts";
import { spanOfDay } from "../days.ts";
import type { Portal } from "../portal.ts";
import { endedQuarters, type Quarter } from "./quarters.ts";
import {
  type Cell,
  type PublishedTable,
  publishEscalated,
  publishNumber,
  publishTable,
} from "./suppress.ts";

/** What may be published of a quarter that has ended. Null, and tables that are null, are kept back. */
export type QuarterFigures = {
  quarter: Quarter;
  /** Numbers below it are kept back. */
  smallest: number;
  /** Exchange reports logged in it. */
  logged: number | null;
  /** Requests for advice asked in it. */
  asked: number | null;
  /** Escalated in it, whenever they were logged. */
  escalated: number | null;
  platforms: PublishedTable | null;
  /** By id. */
  departments: PublishedTable | null;
  disengaged: PublishedTable | null;
};

/** The figures of some quarters, the earliest first, and the names of departments by id. */
export type ExchangeTrends = { quarters: QuarterFigures[]; departments: Map<string, string> };

/** So many quarters are looked at. */
const shownQuarters = 8;

/**
 * Figures of the exchanges of the whole City, by quarter; null where the organization has no settings for them. No
 * figure of a quarter that has ended changes afterwards, so what was shown and what is shown cannot be compared:
 * an exchange report counts on the day it was logged, an escalation on its own; how many people a department had is
 * read from what was recorded up to the end of the quarter's last day; and the settings are those of the version
 * that was in force then, where it had any. To somebody without the grant all is kept back.
 */
export async function readTrends(viewer: Viewer, portal: Portal): Promise<ExchangeTrends | null> {
  const settings = settingsOf(await portal.organization());
  if (!settings) return null;
  const { today, timeZone } = await clockOf(portal);
  const quarters = endedQuarters(today, shownQuarters).map((quarter) => ({
    quarter,
    ended: spanOfDay(timeZone, quarter.until).until,
  }));
  const rows = await readRows(viewer, portal, quarters);
  const byQuarter = Map.groupBy(rows, ({ place }) => place);
  const named = rows.flatMap(({ of, name, title }): [string, string][] =>
    of === "people" && name && title ? [[name, title]] : [],
  );
  return {
    departments: new Map(named),
    quarters: await Promise.all(
      quarters.map(async ({ quarter, ended }, n) => {
        const then = await portal.shelf.inForce(new Date(Date.parse(ended) - 1));
        const held = (then && settingsOf(then.content.organization)) ?? settings;
        return { quarter, ...publishQuarter(byQuarter.get(n + 1) ?? [], held) };
      }),
    ),
  };
}

type Settings = Pick<ExchangeSettings, "smallestFigure" | "departmentsFrom"> & {
  platforms: string[];
};

function settingsOf({ exchanges, reports }: Organization): Settings | null {
  return exchanges ? { ...exchanges, platforms: reports?.platforms ?? [] } : null;
}

type Row = {
  /** Of the quarter, from 1. */
  place: number;
  of: "platform" | "department" | "disengaged" | "asked" | "escalated" | "people";
  name: string | null;
  title: string | null;
  count: number;
};

async function readRows(
  viewer: Viewer,
  { db }: Portal,
  quarters: { quarter: Quarter; ended: string }[],
): Promise<Row[]> {
  const list = (values: string[]) => `{${values.join(",")}}`;
  return db.execute<Row>(sql`
    with quarters (from_on, until_on, ended_at, place) as (
      select * from unnest(
        ${list(quarters.map(({ quarter }) => quarter.from))}::date[],
        ${list(quarters.map(({ quarter }) => quarter.until))}::date[],
        ${list(quarters.map(({ ended }) => ended))}::timestamptz[]
      ) with ordinality
    )
    select place::int, "of", name, title, count::int from (
      select q.place, case when grouping(r.platform) = 0 then 'platform'
          when grouping(r.department_id) = 0 then 'department' else 'disengaged' end as "of",
        coalesce(r.platform, r.department_id::text, r.disengaged::text) as name, null as title, count(*)
      from quarters q join exchange_reports r on r.logged_on between q.from_on and q.until_on
      group by grouping sets (
        (q.place, r.platform), (q.place, r.department_id), (q.place, r.disengaged)
      )
      union all
      select q.place, 'asked', null, null, count(*)
      from quarters q join exchanges x
        on x.begun_as = 'request' and x.begun_on between q.from_on and q.until_on
      group by q.place
      union all
      select q.place, 'escalated', null, null, count(*)
      from quarters q join exchange_escalations e on e.escalated_on between q.from_on and q.until_on
      group by q.place
      union all
      select q.place, 'people', d.id::text, d.name, count(*)
      from quarters q join employments e on e.from_on <= q.until_on
          and (e.until_on is null or e.until_on >= q.until_on) and e.recorded_at < q.ended_at
          and (e.superseded_at is null or e.superseded_at >= q.ended_at)
        join departments d on d.id = e.department_id
      group by q.place, d.id
    ) counted
    where ${isSeenBy(viewer)}`);
}

function publishQuarter(
  rows: Row[],
  { smallestFigure: smallest, departmentsFrom, platforms }: Settings,
): Omit<QuarterFigures, "quarter"> {
  const of = (wanted: Row["of"]) => rows.filter((row) => row.of === wanted);
  const sum = (counted: { count: number }[]) =>
    counted.reduce((total, { count }) => total + count, 0);
  const total = sum(of("disengaged"));
  const asked = publishNumber(sum(of("asked")), smallest);
  if (total < smallest) {
    return {
      ...{ smallest, asked, logged: null, escalated: null },
      ...{ platforms: null, departments: null, disengaged: null },
    };
  }
  const table = (cells: Cell[], isElsewherePossible = false) =>
    publishTable({ cells, elsewhere: total - sum(cells), isElsewherePossible }, smallest);
  const people = of("people");
  const large = people.filter(({ count }) => count >= departmentsFrom);
  return {
    smallest,
    asked,
    logged: total,
    escalated: publishEscalated(sum(of("escalated")), total, smallest),
    platforms: table(cellsOf(of("platform"), [...platforms, "other"], { givenUp: "too" })),
    disengaged: table(cellsOf(of("disengaged"), ["yes", "no", "not-known"])),
    departments: table(
      cellsOf(
        of("department"),
        large.flatMap(({ name }) => name ?? []),
      ),
      people.length > large.length,
    ),
  };
}

/** Every kind that is offered, in an order that never changes; those given up since where asked for. */
export function cellsOf(
  counted: { name: string | null; count: number }[],
  offered: string[],
  also: { givenUp?: "too" } = {},
): Cell[] {
  const counts = new Map(counted.map(({ name, count }) => [name, count]));
  const givenUp = counted.flatMap(({ name }) =>
    also.givenUp && name !== null && !offered.includes(name) ? [name] : [],
  );
  return [...offered, ...givenUp].toSorted().map((name) => ({
    ...{ name, count: counts.get(name) ?? 0 },
    isOffered: offered.includes(name),
  }));
}

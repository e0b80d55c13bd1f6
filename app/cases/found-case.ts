import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { lookUpSearch } from "../people/found-by-words.ts";
import { foldCaseNumber, foldPartOfCaseNumber } from "./fold-case-number.ts";

/** A clause as one types it: `6.c`, `5.monitoring.b`. */
const clauseText = /^\d+(\.[\p{L}\p{N}-]+)+$/u;

/** Keeps the database from looking up all that is found before it tries the first row. */
const rowByRow = sql`offset 0`;

/** A clause is common that more allegations cite than so many. */
const common = 2000;

/**
 * That the case of the standing `t` is found by what was typed: its number or the first or last four characters of
 * it, a respondent, or a clause that it alleges where `isClauseTold`; one disposed of by its number alone; and whether
 * many are found so. What is common is tried on each row
 * of the list in its order, which soon fills a page; what is not is looked up, and then put in order.
 */
export async function lookUpCases(
  db: Database,
  typed: string,
  isClauseTold: SQL,
): Promise<{ isFound: SQL; isCommon: boolean }> {
  if (clauseText.test(typed)) {
    const { isFound, isCommon } = await lookUpClause(db, typed.toLowerCase());
    return { isFound: sql`(${isFound} and ${isClauseTold})`, isCommon };
  }
  const part = foldPartOfCaseNumber(typed);
  const numbers = [
    sql`select id from cases where number = ${foldCaseNumber(typed)}`,
    ...(part
      ? [
          sql`select id from cases where substr(number, 4, 4) = ${part}`,
          sql`select id from cases where "right"(number, 4) = ${part}`,
        ]
      : []),
  ];
  const search = await lookUpSearch(db, typed);
  const isNamed = sql`e.words @@ to_tsquery('simple', ${search?.words ?? ""})`;
  if (search?.isCommon) {
    const isFound = sql`case when t.case_id in (${sql.join(numbers, sql` union `)}) or (t.stage <> 'disposed' and exists (
      select from respondents r join directory_entries e on e.person_id = r.person_id
      where r.case_id = t.case_id and ${isNamed} ${rowByRow}
    )) then true else false end`;
    return { isFound, isCommon: true };
  }
  const named = sql`select r.case_id from directory_entries e join respondents r on r.person_id = e.person_id
      join case_standings d on d.case_id = r.case_id and d.stage <> 'disposed'
    where ${isNamed}`;
  const ways = [...numbers, ...(search ? [named] : [])];
  return { isFound: sql`t.case_id in (${sql.join(ways, sql` union `)})`, isCommon: false };
}

async function lookUpClause(db: Database, clause: string) {
  const cites = sql`allegations where clause = ${clause}`;
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select from ${cites} limit ${common + 1}) cited`);
  const isCommon = (row?.count ?? 0) > common;
  const isFound = isCommon
    ? sql`case when exists (
        select from allegations a where a.case_id = t.case_id and a.clause = ${clause} ${rowByRow}
      ) then true else false end`
    : sql`t.case_id in (select case_id from ${cites})`;
  return { isFound, isCommon };
}

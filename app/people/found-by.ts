import type { Fragment, Sql } from "postgres";
import type { Day } from "../days.ts";
import type { PeopleFilter } from "./people-filter.ts";
import { prefixQuery } from "./person.ts";
import { isPresent } from "./present-employment.ts";

/**
 * The person `p`, with the present employment `e`, is one the filter asks for. Department and type are
 * asked for twice: of any employment, which the database can estimate, then of the present one.
 */
export function foundBy(sql: Sql, { q, department, type, who }: PeopleFilter, today: Day): Fragment {
  const words = prefixQuery(q ?? "");
  const ofDepartment = sql`department_id = (select id from departments where name = ${department ?? ""})`;
  const ofType = sql`type = ${type ?? "permanent"}`;
  return sql`${who === "everyone" ? sql`true` : isPresent(sql, today)}
    ${words ? sql`and to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})` : sql``}
    ${department ? sql`and ${everAndNow(sql, ofDepartment)}` : sql``}
    ${type ? sql`and ${everAndNow(sql, ofType)}` : sql``}`;
}

function everAndNow(sql: Sql, condition: Fragment): Fragment {
  return sql`p.id in (select person_id from employments where superseded_at is null and ${condition})
    and ${uncounted(sql, sql`e.${condition}`)}`;
}

/**
 * A condition the database is not to estimate, since another one beside it already says how few rows are
 * left: estimated twice, fifty rows would look so rare that it reads and sorts them all.
 */
export function uncounted(sql: Sql, condition: Fragment): Fragment {
  return sql`case when ${condition} then true else false end`;
}

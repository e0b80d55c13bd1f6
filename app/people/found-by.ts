import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Database } from "../db.ts";
import type { PeopleFilter } from "./people-filter.ts";
import { prefixQuery } from "./person.ts";
import { isPresent, type Reach } from "./present-employment.ts";

/** A filter with its department looked up: the database plans better for one it knows. */
export type Asked = PeopleFilter & { departmentId: string | null };

/** Looks the department of a filter up. An unknown one is that of nobody. */
export async function lookUpDepartment<F extends PeopleFilter>(
  db: Database,
  filter: F,
): Promise<F & Asked> {
  if (!filter.department) return { ...filter, departmentId: null };
  const [found] = await db.execute<{ id: string }>(
    sql`select id from departments where name = ${filter.department}`,
  );
  return { ...filter, departmentId: found?.id ?? "00000000-0000-0000-0000-000000000000" };
}

/**
 * The person `p`, with the present employment `e`, is one the filter asks for. Department and type are
 * asked for twice: of any employment, which the database can estimate, then of the present one.
 */
export function foundBy({ q, departmentId, type, who }: Asked, today: Day, reach: Reach): SQL {
  const words = prefixQuery(q ?? "");
  return sql`${who === "everyone" ? sql`true` : isPresent(today, reach)}
    ${words ? sql`and to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})` : sql``}
    ${departmentId ? sql`and ${everAndNow(sql`department_id = ${departmentId}`)}` : sql``}
    ${type ? sql`and ${everAndNow(sql`type = ${type}`)}` : sql``}`;
}

function everAndNow(condition: SQL): SQL {
  return sql`p.id in (select person_id from employments where superseded_at is null and ${condition})
    and ${uncounted(sql`e.${condition}`)}`;
}

/**
 * A condition the database is not to estimate, since another one beside it already says how few rows are
 * left: estimated twice, fifty rows would look so rare that it reads and sorts them all.
 */
export function uncounted(condition: SQL): SQL {
  return sql`case when ${condition} then true else false end`;
}

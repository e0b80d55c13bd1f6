import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";

/**
 * A dated row of the directory or the register holds on the day, and was not corrected since. `row` is what the
 * query calls it: its alias, or its table (`employments`, `leaves`, `exemptions`, `authorizations`).
 */
export function inForce(row: string, day: Day): SQL {
  const at = sql.identifier(row);
  return sql`${at}.superseded_at is null and ${at}.from_on <= ${day}
    and (${at}.until_on is null or ${at}.until_on >= ${day})`;
}

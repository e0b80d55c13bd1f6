import { sql } from "drizzle-orm";
import { isAdministeredBy } from "../auth/administered-by.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";

/**
 * What to do where every administrator is an employee, whose work the directory may end with their access (domain.md,
 * rule 6); null where one is from outside, and to somebody who is no administrator.
 */
export async function whyAnOutsider(viewer: Viewer, db: Executor): Promise<string | null> {
  const [found] = await db.execute<{ lacks: boolean }>(sql`
    select ${isAdministeredBy(viewer)} and not exists (
      select from grants g join people p on p.id = g.person_id
      where g.role = 'administrator' and g.revoked_at is null and p.is_outside
    ) as lacks`);
  return found?.lacks
    ? "Every administrator is an employee. A file of people or a directory service can end the work of all of them, and nobody could administer the portal then. Keep one administrator from outside the directory: Human Resources adds somebody from outside, and you grant them the role."
    : null;
}

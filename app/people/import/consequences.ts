import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Portal } from "../../portal.ts";

/** What follows from a merge beyond the directory: departments it makes, and who starts without e-mail. */
export type Consequences = { departments: string[]; starting: number; withoutEmail: number };

/** The consequences of merging a file that waits. */
export async function readConsequences(
  viewer: Viewer,
  portal: Portal,
  number: number,
): Promise<Consequences> {
  const [found] = await portal.db.execute<Consequences>(sql`
    select
      (select coalesce(array_agg(name order by name), '{}') from (
        select min(r.department) as name from directory_import_rows r
        where r.import = ${number} and ${isSeenBy(viewer)}
          and not exists (select from departments d where lower(d.name) = lower(r.department))
        group by lower(r.department)) fresh) as departments,
      count(*)::int as starting,
      count(*) filter (where
        case when 'email' = any(i.fields) then r.email else p.email end is null)::int as "withoutEmail"
    from directory_import_changes c join directory_imports i on i.number = c.import
      join directory_import_rows r
        on r.import = c.import and lower(r.employee_number) = lower(c.number)
      left join people p on p.id = c.person_id
    where c.import = ${number} and c.kind in ('new', 'returning') and ${isSeenBy(viewer)}`);
  return found ?? { departments: [], starting: 0, withoutEmail: 0 };
}

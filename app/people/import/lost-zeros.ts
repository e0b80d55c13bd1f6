import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Portal } from "../../portal.ts";

/** New numbers of a file that only zeros at the beginning tell from numbers it misses; some are named. */
export type LostZeros = {
  count: number;
  column: string;
  some: { inFile: string; inDirectory: string; name: string }[];
};

/**
 * Looks for numbers from which a spreadsheet took the zeros at their beginning: to the portal they are
 * other people, and the ones they were are absent. Null where there are none.
 */
export async function readLostZeros(
  viewer: Viewer,
  portal: Portal,
  number: number,
): Promise<LostZeros | null> {
  const rows = await portal.db.execute<{
    count: number;
    column: string;
    inFile: string;
    inDirectory: string;
    name: string;
  }>(sql`
    select count(*) over ()::int as count, i.titles[array_position(i.fields, 'number')] as "column",
      c.number as "inFile", p.employee_number as "inDirectory",
      p.given_name || ' ' || p.family_name as name
    from directory_imports i
      join directory_import_changes c on c.import = i.number and c.kind = 'new'
      join people p on ltrim(lower(p.employee_number), '0') = ltrim(lower(c.number), '0')
        and length(p.employee_number) > length(c.number)
      join directory_import_absences a on a.import = i.number and a.person_id = p.id
    where i.number = ${number} and ${isSeenBy(viewer)}
    order by c.number collate "C", p.employee_number collate "C" limit 5`);
  const [first] = rows;
  if (!first) return null;
  const some = rows.map(({ inFile, inDirectory, name }) => ({ inFile, inDirectory, name }));
  return { count: first.count, column: first.column, some };
}

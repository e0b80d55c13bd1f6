import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Day } from "../../days.ts";
import type { Portal } from "../../portal.ts";

/**
 * Says of people absent from a file that they leave, with their last day of work, or that they stay
 * (`lastOn` null). Nothing but the preview changes. Refuses a day before somebody's first.
 */
export async function chooseLeavers(
  viewer: Viewer,
  portal: Portal,
  number: number,
  { handles, lastOn }: { handles: string[]; lastOn: Day | null },
): Promise<{ chosen: number } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    const [ready] = await tx.execute(sql`
      select number from directory_imports
      where number = ${number} and stage = 'ready' and ${isSeenBy(viewer)} for no key update`);
    if (!ready) return { refused: "Nothing to choose: this file does not wait for you any more" };
    const them = sql`a.import = ${number} and a.person_id in (
      select id from people where handle in (${sql.join(
        handles.map((handle) => sql`${handle}`),
        sql`, `,
      )}))`;
    const [early] = await tx.execute<{ name: string }>(sql`
      select p.given_name || ' ' || p.family_name as name
      from directory_import_absences a join people p on p.id = a.person_id
      where ${them} and not exists (
        select from employments e
        where e.person_id = p.id and e.superseded_at is null and e.from_on <= ${lastOn}::date
      ) limit 1`);
    if (lastOn && early) {
      return { refused: `Choose a later day: ${early.name} had not started on it` };
    }
    const chosen = await tx.execute(sql`
      update directory_import_absences a set last_on = ${lastOn}::date where ${them} returning 1`);
    return { chosen: chosen.length };
  });
}

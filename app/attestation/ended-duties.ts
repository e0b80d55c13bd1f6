import { type SQL, sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import { inBatches } from "../in-batches.ts";
import { isInAudience } from "../people/audience-in-sql.ts";
import { isPresent } from "../people/present-employment.ts";
import { workOn } from "../people/work-on.ts";
import type { Portal } from "../portal.ts";
import { dutyLock } from "./duty-lock.ts";
import { type EndingReason, endAssignments } from "./end-assignments.ts";
import type { StandingRule } from "./standing-rules.ts";
import type { VersionLine } from "./version-line.ts";

/** Ends what is open of everybody whose employment is over. People from outside are never employed. */
export function endForLeavers(portal: Portal, { today }: Clock): Promise<void> {
  return endWhere(portal, "left", {
    from: sql``,
    which: sql`not p.is_outside and exists (select from employments w where w.person_id = p.id)
      and not coalesce(${isPresent(today, "page")}, false)`,
    words: () => "The employment is over.",
  });
}

/**
 * Ends what is open of an earlier version where the person has the track of the line in force, or where
 * that has the track no more. What was acknowledged stays as it is.
 */
export function endSuperseded(
  portal: Portal,
  { version, ids, earlierIds, effectiveOn }: VersionLine,
  { locale }: Clock,
): Promise<void> {
  if (earlierIds.length === 0) return Promise.resolve();
  const tracks = version.content.tracks.map(({ id }) => id);
  return endWhere(portal, "superseded", {
    from: sql``,
    which: sql`a.version_id in ${earlierIds} and (a.track not in ${tracks} or (
      select true from assignments b
      where b.person_id = a.person_id and b.track = a.track and b.version_id in ${ids}
        and b.settled_as is distinct from 'ended'
      limit 1
    ))`,
    words: () =>
      `A version that is to be acknowledged again is in force since ${writeDay(locale, effectiveOn)}.`,
  });
}

/** Ends what a rule by role made for people whose work is no longer what such a rule is for. */
export function endOutOfScope(
  portal: Portal,
  rules: StandingRule[],
  { today }: Clock,
): Promise<void> {
  const inScope = rules
    .filter(({ kind }) => kind === "role")
    .map(({ track, audience }) => sql`(a.track = ${track} and ${isInAudience(audience)})`);
  return endWhere(portal, "out-of-scope", {
    from: workOn(today),
    which: sql`a.rule = 'role' and a.rule_id is not null
      and not (${inScope.length > 0 ? sql.join(inScope, sql` or `) : sql`false`})`,
    words: () => "The track is not for this work, or no longer.",
  });
}

function endWhere(
  portal: Portal,
  why: EndingReason,
  { from, which, words }: { from: SQL; which: SQL; words: () => string },
): Promise<void> {
  return inBatches<{ id: string; personId: string }>(
    portal.db,
    dutyLock,
    (tx, after, limit) =>
      tx.execute(sql`
        select a.id, a.person_id as "personId"
        from assignments a join people p on p.id = a.person_id ${from}
        where a.settled_at is null and a.id > ${after}::uuid and ${which}
        order by a.id limit ${limit}`),
    (tx, rows) =>
      endAssignments(
        tx,
        rows.map((row) => ({ ...row, why, words: words() })),
        { by: null, now: portal.now() },
      ),
  );
}

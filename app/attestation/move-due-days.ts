import { sql } from "drizzle-orm";
import type { moveReason } from "#drizzle/schema/attestation.ts";
import { type Clock, clockOf } from "../clock.ts";
import { type Day, writeDay } from "../days.ts";
import type { Transaction } from "../db.ts";
import { inBatches } from "../in-batches.ts";
import { writeRecords } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { dueDay } from "./due-day.ts";
import { dutyLock } from "./duty-lock.ts";

export type MoveReason = (typeof moveReason.enumValues)[number];

/** A due day to be moved: `id` is the assignment's. */
export type Move = {
  id: string;
  personId: string;
  fromOn: Day;
  toOn: Day;
  why: MoveReason;
  words: string;
};

/**
 * Moves due days, each with its record. `by` null is the portal itself. The database refuses one of a
 * settled assignment, and one that is not due on `fromOn`.
 */
export async function moveDueDays(
  tx: Transaction,
  moves: Move[],
  { by, now }: { by: string | null; now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into due_day_changes (assignment_id, from_on, to_on, why, words, moved_at, moved_by)
    select id, "fromOn", "toOn", why, words, ${now.toISOString()}::timestamptz, ${by}::uuid
    from json_to_recordset(${JSON.stringify(moves)}::text::json)
      as r (id uuid, "fromOn" date, "toOn" date, why move_reason, words text)
    order by id`);
  await writeRecords(
    tx,
    moves.map(({ id, personId, fromOn, toOn, why }) => ({
      act: "move-due-day",
      by,
      about: personId,
      at: now,
      facts: { assignment: id, from_on: fromOn, to_on: toOn, why },
    })),
  );
}

/** Moves the due day of every open assignment to where leave and exemption as recorded now put it. */
export async function heedLeaves(portal: Portal): Promise<void> {
  const clock = await clockOf(portal);
  const day = (moment: string) => sql`(${sql.raw(moment)} at time zone ${clock.timeZone})::date`;
  const stopped = (table: string) => sql`(
    select json_agg(json_build_object('fromOn', l.from_on, 'untilOn', l.until_on))
    from ${sql.raw(table)} l
    where l.person_id = a.person_id and l.superseded_at is null
      and l.until_on >= ${day("a.assigned_at")}
  )`;
  await inBatches<Stopped>(
    portal.db,
    dutyLock,
    (tx, after, limit) =>
      tx.execute(sql`
        select a.id, a.person_id as "personId", a.due_on::text as "dueOn",
          ${day("a.assigned_at")}::text as "assignedOn",
          ${stopped("leaves")} as leaves, ${stopped("exemptions")} as exemptions,
          (
            select json_agg(json_build_object('fromOn', c.from_on, 'toOn', c.to_on, 'why', c.why,
              'movedOn', ${day("c.moved_at")}) order by c.number)
            from due_day_changes c where c.assignment_id = a.id
          ) as changes
        from assignments a
        where a.settled_at is null and a.id > ${after}::uuid and (
          a.person_id in (select person_id from leaves)
          or a.person_id in (select person_id from exemptions)
        )
        order by a.id limit ${limit}`),
    async (tx, rows) => {
      const moves = rows.flatMap((row) => moveOf(row, clock));
      if (moves.length > 0) await moveDueDays(tx, moves, { by: null, now: portal.now() });
    },
  );
}

/** What leave and exemption ask for, if that is not so already. A day chosen by hand is a new beginning. */
function moveOf(
  { id, personId, dueOn, assignedOn, ...held }: Stopped,
  { locale }: Pick<Clock, "locale">,
): Move[] {
  const [changes, leaves, exemptions] = [
    held.changes ?? [],
    held.leaves ?? [],
    held.exemptions ?? [],
  ];
  const byHand = changes.findLast(({ why }) => why === "by-hand");
  const base = {
    countsFrom: byHand?.movedOn ?? assignedOn,
    baseOn: byHand?.toOn ?? changes[0]?.fromOn ?? dueOn,
  };
  const toOn = dueDay(base, [...leaves, ...exemptions]);
  if (toOn === dueOn) return [];
  const counts = ({ fromOn, untilOn }: Span) => fromOn <= toOn && untilOn > base.countsFrom;
  const counted = leaves.filter(counts);
  const why = counted.length > 0 ? "leave" : exemptions.some(counts) ? "exemption" : undefined;
  const spans = (why === "leave" ? counted : exemptions.filter(counts))
    .map(({ fromOn, untilOn }) => `${writeDay(locale, fromOn)} to ${writeDay(locale, untilOn)}`)
    .join(", ");
  const words = why
    ? `Days of ${why} do not count: ${spans}.`
    : "Leave or exemption was corrected: its days count again.";
  return [{ id, personId, fromOn: dueOn, toOn, why: why ?? "leave", words }];
}

type Span = { fromOn: Day; untilOn: Day };

type Stopped = {
  id: string;
  personId: string;
  dueOn: Day;
  assignedOn: Day;
  leaves: Span[] | null;
  exemptions: Span[] | null;
  changes: { fromOn: Day; toOn: Day; why: MoveReason; movedOn: Day }[] | null;
};

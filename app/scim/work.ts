import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { endSessions } from "../auth/session.ts";
import { addDays } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import { type Period, readPeriods, replacePeriods } from "../people/change-work.ts";
import type { Act } from "./provision.ts";
import type { SettledWork } from "./settle.ts";

/**
 * Somebody's work is something else from today on: the period in force ends yesterday and a new one goes on. One
 * that begins today or later is corrected. What was recorded to begin after it stays. Returns whether anything
 * changed.
 */
export async function transfer(
  { tx, today, doer }: Act,
  personId: string,
  work: SettledWork,
): Promise<boolean> {
  const periods = await readPeriods(tx, personId);
  const held = periods.find(({ untilOn }) => untilOn === null || untilOn >= today);
  if (!held || isSame(held, work)) return false;
  const { id, ...days } = held;
  const before = held.fromOn < today ? [{ ...days, untilOn: addDays(today, -1) }] : [];
  const fromOn = held.fromOn < today ? today : held.fromOn;
  const added = [...before, { ...days, ...work, fromOn }];
  await replacePeriods(tx, doer, personId, { away: [held], added });
  return true;
}

/** Somebody begins, or comes back, today. */
export async function begin({ tx, today, doer }: Act, personId: string, work: SettledWork) {
  const added = [{ ...work, fromOn: today, untilOn: null }];
  await replacePeriods(tx, doer, personId, { away: [], added, how: "came-back" });
}

/**
 * Somebody's work ended yesterday: so they are out at once, and their sessions with it. What begins today or later
 * is taken back; a leave ends with the work. All rows stay, as corrected.
 */
export async function end(act: Act, personId: string): Promise<void> {
  const { tx, today, doer } = act;
  const periods = await readPeriods(tx, personId);
  const away = periods.filter(({ untilOn }) => untilOn === null || untilOn >= today);
  const yesterday = addDays(today, -1);
  const added = away
    .filter(({ fromOn }) => fromOn < today)
    .map(({ id, ...period }) => ({ ...period, untilOn: yesterday }));
  if (away.length > 0) {
    await replacePeriods(tx, doer, personId, { away, added, how: "left" });
  }
  await endLeaves(act, personId);
  await endSessions(tx, personId);
}

async function endLeaves({ tx, today, doer }: Act, personId: string): Promise<void> {
  const { now, by, provisioning } = doer;
  const moment = now.toISOString();
  const ended = await tx.execute<{ id: string; fromOn: string }>(sql`
    update leaves set superseded_at = ${moment}::timestamptz
    where person_id = ${personId} and superseded_at is null
      and (until_on is null or until_on >= ${today}::date)
    returning id, from_on::text as "fromOn"`);
  if (ended.length === 0) return;
  const untilOn = addDays(today, -1);
  const added = ended
    .filter(({ fromOn }) => fromOn < today)
    .map(({ fromOn }) => ({ id: randomUUID(), fromOn, untilOn }));
  for (const { id, fromOn } of added) {
    await tx.execute(sql`
      insert into leaves (id, person_id, from_on, until_on, recorded_at)
      values (${id}::uuid, ${personId}::uuid, ${fromOn}::date, ${untilOn}::date, ${moment}::timestamptz)`);
  }
  const facts = { superseded: ended.map(({ id }) => id), added, provisioning };
  await writeRecord(tx, { act: "change-leave", by, about: personId, at: now, facts });
}

const isSame = (held: Period, work: SettledWork) =>
  held.department.toLowerCase() === work.department.toLowerCase() &&
  held.position === work.position &&
  held.type === work.type &&
  held.supervisorId === work.supervisorId;

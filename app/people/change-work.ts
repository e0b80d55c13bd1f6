import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { addDays, type Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { notOneself, type Refused, whyDatabaseRefused } from "./directory-refusals.ts";
import type { EmploymentType } from "./employment.ts";
import { holdDirectory } from "./hold-directory.ts";

/** Work as a form says it: `supervisor` is an employee number, or null for nobody. */
export type Work = {
  department: string;
  position: string;
  type: EmploymentType;
  supervisor: string | null;
  fromOn: Day;
  untilOn: Day | null;
};

/** A period of work in force. */
export type Period = Omit<Work, "supervisor"> & { id: string; supervisorId: string | null };
type NewPeriod = Omit<Period, "id">;

/** `how` names what a directory service meant by it, where that is an end or a beginning. */
type Change = { away: Period[]; added: NewPeriod[]; how?: "left" | "came-back" };

/** Who changes the directory: somebody, or, with `by` null, a provisioning token by its number. */
export type Doer = { by: string | null; now: Date; provisioning?: number };

/**
 * Records what somebody's work is from a day on: a transfer where a period is in force on that day, which
 * then ends the day before; a new period where none is, for somebody who begins or comes back. Refuses
 * days on which a later period lies, and oneself as a new supervisor.
 */
export async function recordWork(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  work: Work,
): Promise<{ recorded: Day } | Refused> {
  return changeWork(viewer, portal, personId, work, (periods, added) => {
    const { fromOn, untilOn } = added;
    const away = periods.filter((one) => covers(one, fromOn));
    const later = periods.find(
      (one) => one.fromOn > fromOn && (untilOn === null || one.fromOn <= untilOn),
    );
    if (later) {
      return {
        at: "untilOn",
        refused: `Correct the period that begins on ${later.fromOn}, or give a last day before it`,
      };
    }
    const before = away
      .filter((one) => one.fromOn < fromOn)
      .map((one) => ({ ...one, untilOn: addDays(fromOn, -1) }));
    return { away, added: [...before, added] };
  });
}

/** Corrects the period of work that began on a day. Refuses days of another period. */
export async function correctWork(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  { began, ...work }: Work & { began: Day },
): Promise<{ recorded: Day } | Refused> {
  return changeWork(viewer, portal, personId, work, (periods, added) => {
    const away = periods.filter((one) => one.fromOn === began);
    if (away.length === 0)
      return { at: "form", refused: "Open the person’s file again: it changed" };
    return { away, added: [added] };
  });
}

/**
 * Ends somebody's work with a last day, and what was recorded for later with it; or moves an end. Refuses
 * a day before the first.
 */
export async function endWork(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  lastOn: Day,
): Promise<{ recorded: Day } | Refused> {
  return change(portal, async (tx) => {
    const periods = await readPeriods(tx, personId);
    const last = periods.findLast((one) => one.fromOn <= lastOn);
    if (!last) return { at: "lastOn", refused: "Choose a later day: work had not begun on it" };
    const away = [last, ...periods.filter((one) => one.fromOn > lastOn)];
    const doer = { by: viewer.personId, now: portal.now() };
    await replacePeriods(tx, doer, personId, { away, added: [{ ...last, untilOn: lastOn }] });
    return { recorded: lastOn };
  });
}

/** Runs a change of the directory in one transaction, one at a time; what the database refuses is a sentence. */
export async function change<T extends object>(
  portal: Portal,
  act: (tx: Executor) => Promise<T | Refused>,
): Promise<T | Refused> {
  try {
    return await portal.db.transaction(async (tx) => {
      await holdDirectory(tx);
      const done = await act(tx);
      if (!("refused" in done)) {
        await enqueue(tx, "bring-duties-up-to-date", {}, { key: "bring-duties-up-to-date" });
      }
      return done;
    });
  } catch (problem) {
    return whyDatabaseRefused(portal.db, problem);
  }
}

/** Looks up by number who supervises; refused when nobody has it. */
export async function findSupervisor(
  tx: Executor,
  number: string | null,
): Promise<{ id: string | null } | Refused> {
  if (number === null) return { id: null };
  const [found] = await tx.execute<{ id: string }>(
    sql`select id from people where lower(employee_number) = lower(${number})`,
  );
  return found ?? { at: "supervisor", refused: "Write the number of somebody in the directory" };
}

async function changeWork(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  { supervisor, ...work }: Work,
  plan: (periods: Period[], added: NewPeriod) => Change | Refused,
): Promise<{ recorded: Day } | Refused> {
  return change(portal, async (tx) => {
    const found = await findSupervisor(tx, supervisor);
    if ("refused" in found) return found;
    const planned = plan(await readPeriods(tx, personId), { ...work, supervisorId: found.id });
    if ("refused" in planned) return planned;
    const isSupervisorAlready = planned.away.some((one) => one.supervisorId === viewer.personId);
    if (found.id === viewer.personId && !isSupervisorAlready) return notOneself;
    await replacePeriods(tx, { by: viewer.personId, now: portal.now() }, personId, planned);
    return { recorded: work.fromOn };
  });
}

/** The periods of work in force of a person, in order. For acts, under the hold of the directory. */
export async function readPeriods(tx: Executor, personId: string): Promise<Period[]> {
  return tx.execute<Period>(sql`
    select e.id, d.name as department, e.position, e.type, e.supervisor_id as "supervisorId",
      e.from_on::text as "fromOn", e.until_on::text as "untilOn"
    from employments e join departments d on d.id = e.department_id
    where e.person_id = ${personId} and e.superseded_at is null order by e.from_on`);
}

/** Supersedes rows, adds others and records both: what is gone by its id, what holds now by its facts. */
export async function replacePeriods(
  tx: Executor,
  { by, now: moment, provisioning }: Doer,
  personId: string,
  { away, added, how }: Change,
): Promise<void> {
  const now = moment.toISOString();
  const superseded = away.map(({ id }) => id);
  await tx.execute(sql`
    update employments set superseded_at = ${now}::timestamptz
    where id = any(${`{${superseded.join(",")}}`}::uuid[])`);
  const facts = [];
  for (const { department, position, type, supervisorId, fromOn, untilOn } of added) {
    const id = randomUUID();
    await tx.execute(sql`
      insert into departments (name) values (${department}) on conflict do nothing`);
    await tx.execute(sql`
      insert into employments (id, person_id, department_id, position, type, supervisor_id, from_on,
        until_on, recorded_at, recorded_by)
      select ${id}::uuid, ${personId}::uuid, d.id, ${position}, ${type}::employment_type,
        ${supervisorId}::uuid, ${fromOn}::date, ${untilOn}::date, ${now}::timestamptz,
        ${by}::uuid
      from departments d where lower(d.name) = lower(${department})`);
    facts.push({ id, department, position, type, supervisor: supervisorId, fromOn, untilOn });
  }
  await writeRecord(tx, {
    act: "change-employment",
    by,
    about: personId,
    at: moment,
    facts: {
      ...{ superseded, added: facts },
      ...(how && { how }),
      ...(provisioning !== undefined && { provisioning }),
    },
  });
}

const covers = ({ fromOn, untilOn }: Period, day: Day) =>
  fromOn <= day && (untilOn === null || untilOn >= day);

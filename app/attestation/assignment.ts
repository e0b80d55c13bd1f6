import { type assignmentRule, assignments, type settlement } from "#drizzle/schema/attestation.ts";
import { addDays, type Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type RecordedAct, writeRecord } from "../ledger/record.ts";

export type AssignmentRule = (typeof assignmentRule.enumValues)[number];

export type Settlement = (typeof settlement.enumValues)[number];

export type NewAssignment = {
  personId: string;
  versionId: string;
  track: string;
  rule: AssignmentRule;
  /** Why this person is in scope, in words for them and for HR. */
  reason: string;
  dueOn: Day;
  /** The standing rule of HR that made it. */
  ruleId?: string | null;
  /** Why, in words for the file only. */
  filedReason?: string | null;
};

/**
 * "This person must complete this track and acknowledge this version by this day, because …". One open
 * assignment a person, version and track: the database refuses a second.
 */
export async function assign(
  tx: Executor,
  assignment: NewAssignment,
  { by, now }: { by: string | null; now: Date },
): Promise<string> {
  const [made] = await tx
    .insert(assignments)
    .values({ ...assignment, assignedAt: now, assignedBy: by })
    .returning({ id: assignments.id });
  if (!made) throw new Error("The assignment was not made.");
  await writeRecord(tx, assigned({ id: made.id, ...assignment }, { by, now }));
  return made.id;
}

/** The ledger's record of an assignment. What stands in the file only stays out of it. */
export function assigned(
  assignment: NewAssignment & { id: string },
  { by, now }: { by: string | null; now: Date },
): RecordedAct {
  const { id, personId, versionId, track, rule, reason, dueOn } = assignment;
  return {
    act: "assign",
    by,
    about: personId,
    at: now,
    facts: { assignment: id, version: versionId, track, rule, reason, due_on: dueOn },
  };
}

/** The due day of somebody new: so many days after the start of work, or after today if that is later. */
export function onboardingDueOn(startedOn: Day, today: Day, daysToComplete: number): Day {
  return addDays(startedOn > today ? startedOn : today, daysToComplete);
}

import { sql } from "drizzle-orm";
import { departments, employments, type employmentType } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";

export type EmploymentType = (typeof employmentType.enumValues)[number];

export type NewEmployment = {
  personId: string;
  department: string;
  position: string;
  type: EmploymentType;
  supervisorId: string | null;
  fromOn: Day;
  untilOn: Day | null;
};

/** Records a period of employment. Periods of one person that overlap are refused by the database. */
export async function recordEmployment(
  tx: Executor,
  { department, ...employment }: NewEmployment,
  { by, now, provisioning }: { by: string | null; now: Date; provisioning?: number },
): Promise<void> {
  await tx.insert(departments).values({ name: department }).onConflictDoNothing();
  await tx.insert(employments).values({
    ...employment,
    departmentId: sql`(select id from departments where lower(name) = lower(${department}))`,
    recordedAt: now,
    recordedBy: by,
  });
  const { personId, supervisorId, ...facts } = employment;
  await writeRecord(tx, {
    act: "record-employment",
    by,
    about: personId,
    at: now,
    facts: {
      ...facts,
      department,
      supervisor: supervisorId,
      ...(provisioning !== undefined && { provisioning }),
    },
  });
}

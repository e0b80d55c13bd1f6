import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { inForce } from "./in-force.ts";

/**
 * Who heads a department on a day: works in it, has people who report to them, and has no supervisor in
 * the same department.
 */
export async function readDepartmentHeads(db: Executor, day: Day): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with held as (
      select person_id, department_id, supervisor_id from employments where ${inForce("employments", day)}
    )
    select h.person_id as id from held h
    where h.person_id in (select supervisor_id from held) and not exists (
      select from held s where s.person_id = h.supervisor_id and s.department_id = h.department_id
    )`);
  return rows.map(({ id }) => id);
}

/** Everyone who works for the City on a day. */
export async function readStaff(db: Executor, day: Day): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select person_id as id from employments where ${inForce("employments", day)}`,
  );
  return rows.map(({ id }) => id);
}

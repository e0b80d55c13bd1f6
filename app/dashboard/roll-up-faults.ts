import type { Sql } from "postgres";

/** A kept table with rows that are not what was recorded. */
export type RollUpFault = { kept: string; faults: number };

/** Holds every kept row and count against what was recorded, as the owner; empty when all is right. */
export async function findRollUpFaults(sql: Sql): Promise<RollUpFault[]> {
  return sql<RollUpFault[]>`
    select kept, faults::int as faults from roll_up_faults() where faults > 0`;
}

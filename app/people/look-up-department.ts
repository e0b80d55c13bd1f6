import { sql } from "drizzle-orm";
import type { Database } from "../db.ts";

/** The id of nobody and nothing. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** The id of a department by its name; null when none is asked for. An unknown one is that of nobody. */
export async function lookUpDepartment(
  db: Database,
  name: string | undefined,
): Promise<string | null> {
  if (!name) return null;
  const [found] = await db.execute<{ id: string }>(
    sql`select id from departments where name = ${name}`,
  );
  return found?.id ?? nobody;
}

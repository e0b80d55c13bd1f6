import { eq, sql } from "drizzle-orm";
import { credentials } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Viewer } from "./viewer.ts";

/** What the portal knows of the person who is signed in, for their own page. */
export type Account = {
  employeeNumber: string | null;
  email: string | null;
  /** Of the employment in force, or else the next to begin; null for somebody from outside. */
  department: string | null;
  passwordSetAt: Date | null;
};

/** The viewer's own account. */
export async function readAccount(viewer: Viewer, db: Executor, today: Day): Promise<Account> {
  const [account] = await db
    .select({
      employeeNumber: people.employeeNumber,
      email: people.email,
      department: sql<string | null>`(
        select d.name from employments e join departments d on d.id = e.department_id
        where e.person_id = ${people.id} and e.superseded_at is null
          and (e.until_on is null or e.until_on >= ${today})
        order by e.from_on limit 1)`,
      passwordSetAt: credentials.setAt,
    })
    .from(people)
    .leftJoin(credentials, eq(credentials.personId, people.id))
    .where(eq(people.id, viewer.personId));
  if (!account) throw new Error("The person who is signed in is not in the directory.");
  return account;
}

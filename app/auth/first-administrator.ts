import { and, eq, isNull, sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { givenGrants, grants } from "#drizzle/schema/auth.ts";
import type { Day } from "../days.ts";
import type { Database } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import { recordEmployment } from "../people/employment.ts";
import { addPerson, type NewPerson } from "../people/person.ts";
import { issueSetUpCode } from "./set-up-code.ts";

type FirstAdministrator = NewPerson & {
  /** Where an employee works; null for somebody from outside. */
  work: { department: string; position: string } | null;
};

/**
 * Adds the person who grants every other role, with a set-up code. Granted by nobody: whoever runs the
 * server does this, once, as the owner of the database, which refuses it to the portal's role. Refuses when there is an administrator, and a number or address that stands in
 * the directory already.
 */
export async function addFirstAdministrator(
  db: Database,
  { work, ...person }: FirstAdministrator,
  { today, now }: { today: Day; now: Date },
): Promise<{ handle: string; code: string; expiresAt: Date } | { refused: string }> {
  try {
    return await db.transaction(async (tx) => {
      // The lock under which the database counts administrators.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtext('signpost: the last administrator'))`,
      );
      const [existing] = await tx
        .select({ id: grants.id })
        .from(grants)
        .where(and(eq(grants.role, "administrator"), isNull(grants.revokedAt)))
        .limit(1);
      if (existing) {
        return { refused: "There is an administrator already, who grants roles at /admin." };
      }
      const by = { by: null, now };
      const { id: personId, handle } = await addPerson(tx, person, by);
      if (work) {
        const open = {
          type: "permanent",
          supervisorId: null,
          fromOn: today,
          untilOn: null,
        } as const;
        await recordEmployment(tx, { personId, ...work, ...open }, by);
      }
      await tx.insert(givenGrants).values({ personId, role: "administrator", grantedAt: now });
      const facts = { role: "administrator" };
      await writeRecord(tx, { act: "grant-role", by: null, about: personId, at: now, facts });
      const issued = await issueSetUpCode(tx, { personId, today, ...by });
      return "refused" in issued ? issued : { handle, ...issued };
    });
  } catch (problem) {
    const { code } = ((problem as Error).cause ?? problem) as PostgresError;
    if (code !== "23505") throw problem;
    return { refused: "This employee number or e-mail address stands in the directory already." };
  }
}

import { eq } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import type { Transaction } from "../db.ts";

/**
 * Lets one transaction at a time change a person's password, codes and grants: the others wait here, so
 * none of them sees half of what another does. Throws for an id that is nobody's.
 */
export async function holdPerson(tx: Transaction, personId: string): Promise<void> {
  const [held] = await tx
    .select({ id: people.id })
    .from(people)
    .where(eq(people.id, personId))
    .for("no key update");
  if (!held) throw new Error(`There is no person ${personId}.`);
}

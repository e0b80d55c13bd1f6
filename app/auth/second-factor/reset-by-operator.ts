import { or, sql } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import type { Day } from "../../days.ts";
import type { Database } from "../../db.ts";
import { foldAccountName } from "../account-name.ts";
import { tellHolders } from "../confirmations/ask-confirmation.ts";
import { readHolders, seesCases } from "../confirmations/case-grants.ts";
import { issueSetUpCode } from "../set-up-code.ts";
import { fullName } from "../viewer.ts";
import { endFactors } from "./reset.ts";
import { rolesOf } from "./reset-of-another.ts";

type Asked = { person: string; withCode: boolean; today: Day; now: Date };

/**
 * Resets a second factor for whoever runs the server, and with `withCode` makes a set-up code: of an administrator, or
 * of whoever sees cases where nobody is left who could confirm it. The ledger says that nobody of the portal did
 * it, and all holders of case grants are told. Refuses everybody else: the portal has its own way for them. The database
 * refuses it to the portal's role.
 */
export async function resetFactorByOperator(
  db: Database,
  { person, withCode, today, now }: Asked,
): Promise<{ name: string; code: string | null } | { refused: string }> {
  const folded = foldAccountName(person);
  const [found] = await db
    .select({ personId: people.id, givenName: people.givenName, familyName: people.familyName })
    .from(people)
    .where(
      or(sql`lower(${people.email}) = ${folded}`, sql`lower(${people.employeeNumber}) = ${folded}`),
    );
  if (!found) return { refused: "Nobody has this employee number or e-mail address" };
  const { personId } = found;
  return db.transaction(async (tx) => {
    const holders = await readHolders(tx, today);
    const isAlone = (await seesCases(tx, personId)) && holders.every((one) => one === personId);
    if (!isAlone && !(await rolesOf(tx, personId)).includes("administrator")) {
      return {
        refused:
          "Ask an administrator to do this in the portal: here it is done for administrators, and for the last who handles cases",
      };
    }
    const by = { by: null, now };
    const reset = await endFactors(tx, { personId, confirmation: null, ...by });
    if ("refused" in reset && !withCode) return reset;
    const issued = withCode ? await issueSetUpCode(tx, { personId, today, ...by }) : null;
    if (issued && "refused" in issued) return issued;
    const told = { notice: "confirmation-given", confirmation: now.toISOString(), now } as const;
    await tellHolders(tx, holders, told);
    return { name: fullName(found), code: issued?.code ?? null };
  });
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import { providerLinks } from "#drizzle/schema/providers.ts";
import type { Day } from "../../days.ts";
import type { Executor, Transaction } from "../../db.ts";
import { canonicalJson, sha256Hex } from "../../ledger/canonical.ts";
import { writeRecord } from "../../ledger/record.ts";
import { holdPerson } from "../hold-person.ts";
import { belongsHere } from "../presence.ts";
import type { Provider } from "./provider.ts";
import type { Shown } from "./read-token.ts";

/** By which account somebody is known at a provider. */
export type OpenLink = { id: string; personId: string; isPresent: boolean };

/** Who is known by an account: by issuer and subject, and by nothing else the provider may have changed. */
export async function findLink(
  db: Executor,
  { issuer, subject }: Pick<Shown, "issuer" | "subject">,
  today: Day,
): Promise<OpenLink | undefined> {
  const [found] = await db
    .select({ id: providerLinks.id, personId: people.id, isPresent: belongsHere(today) })
    .from(providerLinks)
    .innerJoin(people, eq(people.id, providerLinks.personId))
    .where(
      and(
        eq(providerLinks.issuer, issuer),
        eq(providerLinks.subject, subject),
        isNull(providerLinks.endedAt),
      ),
    );
  return found;
}

/**
 * Links a person to the account they came with. Undefined when they are known by another one there already, or the
 * account was linked meanwhile. Where passwords are off for who is linked, their sessions by password end.
 */
export async function linkPerson(
  tx: Transaction,
  provider: Provider,
  { personId, shown, now }: { personId: string; shown: Shown; now: Date },
): Promise<{ id: string } | undefined> {
  await holdPerson(tx, personId);
  const { issuer, subject } = shown;
  const [made] = await tx
    .insert(providerLinks)
    .values({
      ...{ personId, provider: provider.id, issuer, subject },
      ...{ matchedBy: provider.people.by, linkedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: providerLinks.id });
  if (!made) return undefined;
  await endPasswordSessions(tx, sql`${sessions.userId} = ${personId}`);
  await writeRecord(tx, {
    act: "link-provider",
    by: personId,
    about: personId,
    at: now,
    facts: {
      ...{ link: made.id, provider: provider.id, issuer, matched_by: provider.people.by },
      account_digest: sha256Hex(canonicalJson([issuer, subject])),
    },
  });
  return made;
}

/** Ends sessions by password of those who have no password any more. */
export async function endPasswordSessions(tx: Executor, whose = sql`true`): Promise<void> {
  await tx
    .delete(sessions)
    .where(
      and(
        sql`${sessions.method} in ('password', 'set-up-code')`,
        whose,
        sql`has_passwords_off(${sessions.userId})`,
      ),
    );
}

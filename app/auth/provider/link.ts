import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import { providerLinks } from "#drizzle/schema/providers.ts";
import type { Day } from "../../days.ts";
import type { Executor, Transaction } from "../../db.ts";
import { writeRecord } from "../../ledger/record.ts";
import { endGrantsOf } from "../end-grants.ts";
import { holdPerson } from "../hold-person.ts";
import { belongsHere } from "../presence.ts";
import type { Viewer } from "../viewer.ts";
import { hashThere } from "./hash-there.ts";
import type { Provider } from "./provider.ts";
import type { Shown } from "./read-token.ts";

/** Told whoever is not linked by the directory's word alone. */
const linkFirst =
  "Sign in with your password or passkey first, then link your account on your account page";

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
 * Links a person to the account they came with, `within` the session of whoever is signed in here whole. Whoever needs a
 * second factor or has one is linked within a session of their own alone: the directory's word is not enough. Undefined
 * when they are known by another one there already, or the account was linked meanwhile. Where passwords are off for who is linked, their sessions by password end.
 */
export async function linkPerson(
  tx: Transaction,
  provider: Provider,
  {
    personId,
    shown,
    now,
    within,
  }: { personId: string; shown: Shown; now: Date; within: Viewer | null },
): Promise<{ id: string } | { refused: string } | undefined> {
  await holdPerson(tx, personId);
  const session = within?.personId === personId ? within.sessionId : null;
  const [may] = await tx.execute<{ link: boolean }>(sql`
    select case when ${session}::text is null then not links_only_themselves(${personId})
      else is_whole_session(${session}, ${personId}) end as link`);
  if (!may?.link) return { refused: linkFirst };
  await endGrantsOf(tx, personId, now);
  const { issuer, subject } = shown;
  const [made] = await tx
    .insert(providerLinks)
    .values({
      ...{ personId, provider: provider.id, issuer, subject },
      ...{ matchedBy: provider.people.by, linkedAt: now, withinSession: session },
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
      account_digest: hashThere(issuer, subject),
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

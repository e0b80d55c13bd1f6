import { eq, lt, sql } from "drizzle-orm";
import { providerSignOuts, providers } from "#drizzle/schema/providers.ts";
import type { Executor } from "../../db.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { hashThere } from "./hash-there.ts";
import { oldestLogoutTokenSeconds, type SignedOutThere } from "./logout-token.ts";
import { clockToleranceSeconds, type Provider } from "./provider.ts";
import type { Shown } from "./read-token.ts";

/** After this long a token is too old, whatever the clocks: then nothing of it is kept. */
const keptSeconds = oldestLogoutTokenSeconds + 4 * clockToleranceSeconds;

/**
 * Ends the sessions that somebody who signed out at a provider began by it: those of the session named, or all of the
 * account. Of an account whose sessions do not say which they were there, all. Refuses a token that came before.
 */
export async function signOutFrom(
  { db, now }: Pick<Portal, "db" | "now">,
  provider: Provider,
  { issuer, jti, subject, sid, issuedAt }: SignedOutThere,
): Promise<{ ended: number } | { refused: string }> {
  const at = now();
  const sidHash = sid === null ? null : hashThere(issuer, sid);
  return db.transaction(async (tx) => {
    // Whoever is on the way in from there is in before this, or sees that they signed out: `signInFrom` holds it too.
    await tx
      .select({ id: providers.id })
      .from(providers)
      .where(eq(providers.id, provider.id))
      .for("no key update");
    const tooOld = new Date(at.getTime() - keptSeconds * 1000);
    await tx.delete(providerSignOuts).where(lt(providerSignOuts.takenAt, tooOld));
    const [first] = await tx
      .insert(providerSignOuts)
      .values({
        ...{ tokenHash: hashThere(issuer, jti), sidHash, issuedAt, takenAt: at },
        accountHash: subject === null ? null : hashThere(issuer, subject),
      })
      .onConflictDoNothing()
      .returning({ tokenHash: providerSignOuts.tokenHash });
    if (!first) return { refused: "This logout token was used already" };
    const rows = await tx.execute<{ link: string; person: string }>(sql`
      delete from sessions s using provider_links l
      where l.id = s.link_id and l.issuer = ${issuer}
        and (${subject}::text is null or l.subject = ${subject})
        and (${sidHash}::text is null or s.sid_hash = ${sidHash}
          or (s.sid_hash is null and ${subject}::text is not null))
      returning l.id as link, l.person_id as person`);
    const links = Map.groupBy(rows, ({ link }) => link);
    for (const [link, ended] of links) {
      await writeRecord(tx, {
        ...{ act: "sign-out-from-provider", by: null, about: ended[0]?.person ?? null, at },
        facts: { link, provider: provider.id, sessions: ended.length },
      });
    }
    return { ended: rows.length };
  });
}

/** Whether somebody who comes back with a token has signed out there since. Where the provider is held. */
export async function isSignedOutThere(
  tx: Executor,
  { issuer, subject, sidHash, issuedAt }: Shown,
): Promise<boolean> {
  const found = await tx.execute(sql`
    select from provider_sign_outs o
    where o.sid_hash = ${sidHash} or (
      o.sid_hash is null and o.account_hash = ${hashThere(issuer, subject)}
        and o.issued_at >= ${issuedAt.toISOString()}::timestamptz
    ) limit 1`);
  return found.length > 0;
}

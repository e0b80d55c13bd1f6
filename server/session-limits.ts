import type { Sql } from "postgres";

/**
 * In milliseconds, for each connection of the portal's role: nobody waits for ever, and no act holds others up for
 * longer.
 */
export const sessionLimits = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
};

/**
 * A pooler passes on no settings of a session: there they have to be those of the role. Refuses with the statements
 * that make them so. See docs/decisions/0036-two-of-everything.md.
 */
export async function refuseWithoutLimits(portal: Sql): Promise<void> {
  const found = await portal<{ name: string; role: string }[]>`
    select name, quote_ident(current_user) as role from pg_settings
    where name = any(${Object.keys(sessionLimits)}) and setting = '0'`;
  if (found.length === 0) return;
  const statements = found.map(({ name, role }) => {
    const limit = sessionLimits[name as keyof typeof sessionLimits];
    return `alter role ${role} set ${name} = '${limit / 1000}s';`;
  });
  throw new Error(
    `Through a pooler the portal's role needs its limits in the database. As its administrator: ${statements.join(" ")} Then let the pooler open its connections anew`,
  );
}

/** What to set where the database's address is that of a pooler and nobody said so; null for any other problem. */
export function nameUnsaidPooler(problem: unknown): Error | null {
  const isPooler =
    problem instanceof Error && problem.message.startsWith("unsupported startup parameter");
  return isPooler
    ? new Error(
        "DATABASE_URL leads to a pooler. Set DATABASE_POOLER=transaction, or let DATABASE_URL lead to PostgreSQL itself",
      )
    : null;
}

import { eq, sql } from "drizzle-orm";
import { providers } from "#drizzle/schema/providers.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { endPasswordSessions } from "./link.ts";
import type { Provider } from "./provider.ts";

/** Two processes that start at once note one after the other. */
const noting = sql`select pg_advisory_xact_lock(hashtextextended('note-providers', 0))`;

/**
 * Notes in the database what the settings say of providers, with a ledger record for each that changed; and ends the
 * sessions by password of those who have none from now on. Called at each start.
 */
export async function noteProviders({
  db,
  now,
  providers: { offered },
}: Pick<Portal, "db" | "now" | "providers">): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(noting);
    const noted = await tx.select().from(providers);
    const at = now();
    const gone = noted.filter(
      ({ id, isOffered }) => isOffered && !offered.some((one) => one.id === id),
    );
    for (const { id } of gone) {
      await tx.update(providers).set({ isOffered: false, notedAt: at }).where(eq(providers.id, id));
      await record({ provider: id, is_offered: false });
    }
    for (const provider of offered) {
      const { id, ...row } = rowOf(provider);
      const { notedAt: _, ...before } = noted.find((one) => one.id === id) ?? { notedAt: at };
      if (JSON.stringify(before) === JSON.stringify({ id, ...row })) continue;
      await tx
        .insert(providers)
        .values({ id, ...row, notedAt: at })
        .onConflictDoUpdate({ target: providers.id, set: { ...row, notedAt: at } });
      await record({
        ...{ provider: id, is_offered: true, issuer: row.issuer },
        passwords_off: row.hasPasswordsOff,
        administrators_keep_passwords: row.sparesAdministrators,
      });
    }
    await endPasswordSessions(tx);

    function record(facts: {
      provider: string;
      is_offered: boolean;
      [fact: string]: string | boolean;
    }) {
      return writeRecord(tx, { act: "configure-provider", by: null, about: null, at, facts });
    }
  });
}

function rowOf({ id, label, issuer, passwords, administratorsKeepPasswords }: Provider) {
  return {
    ...{ id, label, issuer, isOffered: true },
    hasPasswordsOff: passwords === "off",
    sparesAdministrators: administratorsKeepPasswords,
  };
}

import { and, asc, eq, gt, isNotNull, ne } from "drizzle-orm";
import type { Sql } from "postgres";
import { type Database, openDatabase } from "../db.ts";
import { inBatches } from "../in-batches.ts";
import { writeRecord } from "../ledger/record.ts";
import { keepCaseKeys, loadCaseKeys, newWrappingKey } from "./case-keys.ts";
import { openVault } from "./vault.ts";
import { oneOfEachWrapping, tablesOfKeys } from "./wrapped-keys.ts";

/**
 * Makes a new key that wraps, wraps every key of data and of drafts with it, and drops the keys before it from the file. What
 * is encrypted stays as it is. The new key stands in the file before it wraps anything, and the old ones
 * until they wrap nothing: interrupted at any moment, it goes on where it was when it is run again. Refuses
 * while a portal runs, which would not know the new key.
 */
export async function rotateCaseKeys(
  { db, owner, now }: { db: Database; owner: Sql; now: () => Date },
  folder: string,
): Promise<{ kid: string; keys: number } | { refused: string }> {
  const alone = await owner.reserve();
  try {
    const [lock] = await alone`
      select pg_try_advisory_lock(hashtext('signpost: rotating case keys')) as held`;
    if (!lock?.held) return { refused: "The case keys are being rotated already" };
    return await rotate({ db, owner, now }, folder);
  } finally {
    await alone`select pg_advisory_unlock_all()`;
    alone.release();
  }
}

async function rotate(
  { db, owner, now }: Parameters<typeof rotateCaseKeys>[0],
  folder: string,
): Promise<{ kid: string; keys: number } | { refused: string }> {
  if (await isRunning(owner)) return { refused: "Stop the portal first, everywhere it runs" };
  const before = await loadCaseKeys(folder, { mayCreate: false });
  if ("refused" in before) return before;
  const known = new Set(before.wrapping.map(({ kid }) => kid));
  const isMissing = (await oneOfEachWrapping(db)).some((row) => !known.has(row.wrappedBy ?? ""));
  if (isMissing) return { refused: `The case keys in ${folder} are not those of this portal` };
  // More than one: an earlier run made the first of them, and did not come to its end.
  const isBegun = before.wrapping.length > 1;
  const keys = isBegun ? before : { ...before, wrapping: [newWrappingKey(), ...before.wrapping] };
  if (!isBegun) await keepCaseKeys(folder, keys);
  const [first] = keys.wrapping;
  if (!first) throw new Error("There is no key to wrap with.");
  await wrapAll(openDatabase(owner), openVault(keys), first.kid);
  if (await isRunning(owner)) {
    return { refused: "A portal was started meanwhile. Stop it, and rotate once more" };
  }
  const counts = await Promise.all(
    tablesOfKeys.map((table) => db.$count(table, eq(table.wrappedBy, first.kid))),
  );
  const done = { kid: first.kid, keys: counts.reduce((sum, count) => sum + count, 0) };
  await writeRecord(db, {
    ...{ act: "rotate-case-keys", by: null, about: null, at: now(), facts: done },
  });
  await keepCaseKeys(folder, { ...keys, wrapping: [first] });
  return done;
}

/** A thousand at a time, each batch whole or not at all. */
async function wrapAll(
  db: Database,
  vault: ReturnType<typeof openVault>,
  kid: string,
): Promise<void> {
  for (const table of tablesOfKeys) {
    const { id, wrappedKey, wrappedBy } = table;
    await inBatches(
      db,
      "wrapping data keys anew",
      (tx, after, limit) =>
        tx
          .select({ id, wrappedKey, wrappedBy })
          .from(table)
          .where(and(gt(id, after), isNotNull(wrappedKey), ne(wrappedBy, kid)))
          .orderBy(asc(id))
          .limit(limit),
      async (tx, rows) => {
        for (const row of rows) {
          const anew = vault.wrapAnew(row);
          await tx
            .update(table)
            .set({ wrappedKey: anew.wrappedKey, wrappedBy: anew.wrappedBy } as never)
            .where(eq(id, row.id));
        }
      },
    );
  }
}

/** Whether a worker was heard of within a minute: each running portal has one. */
async function isRunning(owner: Sql): Promise<boolean> {
  const [found] = await owner`
    select exists (select from job_workers where beat_at > now() - interval '1 minute') as "isRunning"`;
  return found?.isRunning;
}

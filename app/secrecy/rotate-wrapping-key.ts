import { and, asc, eq, gt, isNotNull, ne } from "drizzle-orm";
import { type Database, openDatabase } from "../db.ts";
import { inBatches } from "../in-batches.ts";
import { writeRecord } from "../ledger/record.ts";
import { type CaseKeys, keepCaseKeys, loadCaseKeys, newWrappingKey } from "./case-keys.ts";
import { type Rotation, whyNotRead } from "./key-rotation.ts";
import { openVault } from "./vault.ts";
import { oneOfEachWrapping, tablesOfKeys } from "./wrapped-keys.ts";

/**
 * Makes a new key that wraps, wraps every key of data and of drafts with it, and drops the keys before it from the
 * file, while portals run. What is encrypted stays as it is. A step begins once each running portal has read the file of
 * the step before: the new key first opens, then wraps, and the old ones open until they wrap nothing. Interrupted at any
 * moment, it goes on where it was when it is run again. Refuses keys of another portal, and says which step waits for a
 * portal elsewhere.
 */
export async function rotateWrappingKey(
  rotation: Rotation,
): Promise<{ kid: string; keys: number } | { refused: string }> {
  const { db, owner, folder, now } = rotation;
  const before = await loadCaseKeys(folder, { mayCreate: false });
  if ("refused" in before) return before;
  const known = new Set(before.wrapping.map(({ kid }) => kid));
  const isMissing = (await oneOfEachWrapping(db)).some((row) => !known.has(row.wrappedBy ?? ""));
  if (isMissing) return { refused: `The case keys in ${folder} are not those of this portal` };
  const keys = await stepTo(rotation, before);
  if ("refused" in keys) return keys;
  const [first] = keys.wrapping;
  if (!first) throw new Error("There is no key to wrap with.");
  await wrapAll(openDatabase(owner), openVault(keys), first.kid);
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

/** The steps until every running portal wraps with the new key. A file with several keys is of a run that was broken off. */
async function stepTo(
  rotation: Rotation,
  before: CaseKeys,
): Promise<CaseKeys | { refused: string }> {
  const { folder } = rotation;
  let keys = before;
  if (keys.wrapping.length === 1) {
    const made = newWrappingKey();
    keys = { ...keys, wrapping: [...keys.wrapping, made], next: made.kid };
    await keepCaseKeys(folder, keys);
  }
  if (keys.next) {
    const refused = await whyNotRead(rotation);
    if (refused) return { refused };
    keys = { ...keys, wrapping: [...keys.wrapping.slice(-1), ...keys.wrapping.slice(0, -1)] };
    keys = { ...keys, next: null };
    await keepCaseKeys(folder, keys);
  }
  const refused = await whyNotRead(rotation);
  return refused ? { refused } : keys;
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

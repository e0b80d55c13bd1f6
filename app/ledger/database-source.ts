import type { TransactionSql } from "postgres";
import type { LedgerSource } from "./ledger-source.ts";
import { nameLooseEnd } from "./loose-ends.ts";
import { leafHash } from "./merkle.ts";
import { readLeaves } from "./sealed-leaf.ts";
import { storedSeals } from "./stored-seal.ts";

/** The ledger as one snapshot of the database has it. */
export function databaseSource(tx: TransactionSql): LedgerSource {
  return {
    seals: () => storedSeals(tx),
    readLeaves: (first, last, onLeaf) => readLeaves(tx, first, last, onLeaf),
    findElsewhere: (seal, wanted) => findElsewhere(tx, seal, wanted),
    nameLooseEnd: (end) => nameLooseEnd(tx, end),
  };
}

/** It may take a whole reading. */
async function findElsewhere(
  tx: TransactionSql,
  seal: number,
  wanted: string,
): Promise<string | null> {
  const others = tx<{ id: string; body: string }[]>`
    select id, body from ledger_records
    where not exists (select from ledger_leaves where record_id = id and seal = ${seal})`;
  for await (const records of others.cursor(1000)) {
    const found = records.find(({ body }) => leafHash(body).toString("hex") === wanted);
    if (found) return found.id;
  }
  return null;
}

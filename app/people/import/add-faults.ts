import type { TransactionSql } from "postgres";
import type { RowFault } from "./read-row.ts";

/** Adds faults to those of an import. */
export async function addFaults(
  tx: TransactionSql,
  number: number,
  faults: [number, RowFault][],
): Promise<void> {
  if (faults.length === 0) return;
  await tx`
    insert into directory_import_faults (import, row, "column", mend)
    select ${number}, * from unnest(${faults.map(([row]) => row)}::int[],
      ${faults.map(([, { column }]) => column)}::text[], ${faults.map(([, { mend }]) => mend)}::text[])`;
}

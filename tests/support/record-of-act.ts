import type { TransactionSql } from "postgres";
import { type CaseActName, recorded } from "#app/cases/case-act.ts";
import { formRecord, type RecordedAct } from "#app/ledger/record.ts";

/** An act of a case, as a test puts it in past the application. */
export type ActRow = Record<string, unknown> & {
  act?: unknown;
  by?: unknown;
  person_id?: unknown;
  number?: unknown;
  acted_at?: unknown;
};

/** Puts in the ledger record of such an act, beside it, with what a test says otherwise. */
export async function recordAct(
  tx: TransactionSql,
  { act, by, person_id, number, acted_at }: ActRow,
  otherwise: { [part: string]: unknown } = {},
): Promise<void> {
  const isOwn = act === "read" || ((act === "responded" || act === "grieved") && by === person_id);
  const { position = number, kase = "a".repeat(64), isWaiting = true, ...other } = otherwise;
  await putRecord(
    tx,
    {
      ...{ act: recorded[act as CaseActName], by: isOwn ? null : by, about: null },
      ...{ at: new Date(String(acted_at)), ...other },
      facts: { case: kase, digest: "b".repeat(64), position },
    } as RecordedAct,
    Boolean(isWaiting),
  );
}

/** Puts in a ledger record past the application, and unless said otherwise among those that wait for a seal. */
export async function putRecord(
  tx: TransactionSql,
  recorded: RecordedAct,
  isWaiting = true,
): Promise<void> {
  const { id, body } = formRecord(recorded);
  const { act, about, at } = recorded;
  await tx`
    insert into ledger_records (id, act, about, recorded_at, body)
    values (${id}, ${act}, ${about}, ${at.toISOString()}, ${body})`;
  if (isWaiting) await tx`insert into ledger_unsealed (record_id) values (${id})`;
}

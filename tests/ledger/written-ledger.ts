import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import type { Executor } from "#app/db.ts";
import { type Keys, loadKeys } from "#app/ledger/keys.ts";
import { type RecordedAct, writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";

/** New keys, whose file is gone again. */
export async function newKeys(): Promise<Keys> {
  const folder = await mkdtemp(join(tmpdir(), "signpost-keys-"));
  const keys = await loadKeys(folder, { mayCreate: true });
  await rm(folder, { recursive: true });
  if ("refused" in keys) throw new Error(keys.refused);
  return keys;
}

export const noon = new Date("2026-03-02T12:00:00.000Z");

/** An act with nothing special about it. */
export function anAct(change: Partial<RecordedAct> = {}): RecordedAct {
  const about = randomUUID();
  return {
    act: "assign",
    by: null,
    about,
    at: noon,
    facts: { track: "personal-use" },
    ...change,
  } as RecordedAct;
}

export type Leaf = { seal: number; position: number; recordId: string };

/** A ledger of `seals` seals of `size` records each, written as the portal and sealed as the owner. */
export async function writeLedger(
  { db, owner }: { db: Executor; owner: Sql },
  keys: Keys,
  { seals = 3, size = 6 }: { seals?: number; size?: number } = {},
): Promise<Leaf[]> {
  for (let seal = 1; seal <= seals; seal++) {
    for (let record = 0; record < size; record++) await writeRecord(db, anAct());
    await sealCommitted(owner, keys, new Date(noon.getTime() + seal * 1000));
  }
  return owner<Leaf[]>`
    select seal, position, record_id as "recordId" from ledger_leaves order by seal, position`;
}

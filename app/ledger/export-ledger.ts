import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { asStream } from "../as-stream.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import { isAuditedBy } from "./auditor.ts";
import { canonicalJson } from "./canonical.ts";
import { publicKeySet } from "./keys.ts";
import { type LedgerFoot, writeHead, writeSealLine, writeWithheld } from "./ledger-file.ts";
import { hashLength } from "./merkle.ts";
import { writeRecord } from "./record.ts";
import { signText } from "./signature.ts";
import { type StoredSeal, storedSeals } from "./stored-seal.ts";

/** Leaf hashes of so many bytes are read with their records at once: some 4,000 records. */
const atOnce = 128 * 1024;

/**
 * The whole ledger as a file (ledger-file.ts), streamed, up to the seal that is the last when it is asked for.
 * That it was exported, and by whom, goes into the ledger first. Null while there is no seal.
 */
export async function exportLedger(
  viewer: Viewer,
  portal: Portal,
): Promise<{ name: string; body: ReadableStream<Uint8Array> } | null> {
  const { today } = await clockOf(portal);
  const [last] = await portal.db.execute<{ seal: number | null }>(
    sql`select max(number) as seal from ledger_seals where ${isAuditedBy(viewer)}`,
  );
  const seal = last?.seal ?? null;
  if (seal === null) return null;
  await portal.db.transaction((tx) =>
    writeRecord(tx, {
      ...{ act: "export-ledger", by: viewer.personId, about: null, at: portal.now() },
      facts: { day: today, seal },
    }),
  );
  return { name: `ledger-to-seal-${seal}.jsonl`, body: asStream(ledgerBytes(portal, seal, today)) };
}

/** The lines in pieces of some hundred kilobytes, and at the end the foot that signs them. */
async function* ledgerBytes(portal: Portal, last: number, day: Day): AsyncGenerator<Uint8Array> {
  const whole = createHash("sha256");
  const count = { seals: 0, records: 0, withheld: 0 };
  const piece = (lines: string[]) => {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    whole.update(bytes);
    return bytes;
  };
  yield piece([writeHead(publicKeySet(portal.keys))]);
  for await (const batch of storedSeals(portal.db.$client, { bytes: atOnce })) {
    const seals = batch.filter(({ number }) => number <= last);
    if (seals.length === 0) break;
    const { lines, withheld } = await linesOf(portal, seals);
    count.seals += seals.length;
    count.records += lines.length - seals.length;
    count.withheld += withheld;
    yield piece(lines);
  }
  const foot: LedgerFoot = { v: 1, made_on: day, ...count, sha256: whole.digest("hex") };
  const end = await signText(portal.keys, "ledger", canonicalJson(foot));
  yield Buffer.from(`${canonicalJson({ end })}\n`);
}

/** Seals with the records under each. Whatever is not listed as open is withheld. */
async function linesOf(portal: Portal, seals: StoredSeal[]) {
  const [first, last] = [seals[0]?.number ?? 0, seals.at(-1)?.number ?? 0];
  const rows = await portal.db.execute<{
    seal: number;
    position: number;
    act: string;
    body: string | null;
  }>(sql`
    select l.seal, l.position, r.act, case when not listed.is_private then r.body end as body
    from ledger_leaves l
      join ledger_records r on r.id = l.record_id
      left join listed_records listed on listed.seal = l.seal and listed.position = l.position
    where l.seal between ${first} and ${last}
    order by l.seal, l.position`);
  const lines: string[] = [];
  let withheld = 0;
  let next = 0;
  for (const seal of seals) {
    lines.push(writeSealLine(seal));
    for (; rows[next]?.seal === seal.number; next++) {
      const { position, act, body } = rows[next] as (typeof rows)[number];
      if (body === null) withheld += 1;
      lines.push(body ?? writeWithheld(act, leafAt(seal, position)));
    }
  }
  return { lines, withheld };
}

/** The hash of the leaf at a position, as the seal has it, in hexadecimal. */
const leafAt = ({ leafHashes }: StoredSeal, position: number) =>
  leafHashes.toString("hex", position * hashLength, (position + 1) * hashLength);

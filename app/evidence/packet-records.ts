import { setTimeout } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { ledgerLeaves, ledgerSeals } from "#drizzle/schema/ledger.ts";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Database } from "../db.ts";
import { canonicalJson } from "../ledger/canonical.ts";
import { inclusionProof } from "../ledger/merkle.ts";
import type { Act, RecordBody } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import type { EvidencePacket, PacketRecord } from "./packet.ts";

/**
 * The acts that a packet tells of: those about a person, whichever version it is about, and those that name
 * one of the packet's assignments or notices. These are closed lists, so that nothing of a case can ever
 * come into a packet by itself.
 */
const actsOfAPerson: Act[] = [
  ...(["add-person", "change-person", "record-employment", "change-employment"] as const),
  ...(["record-leave", "change-leave", "record-exemption", "end-exemption"] as const),
  ...(["record-authorization", "issue-set-up-code", "set-password"] as const),
  ...(["enrol-second-factor", "remove-second-factor"] as const),
  ...(["reset-second-factor", "use-recovery-code"] as const),
  ...(["grant-role", "revoke-role", "remind-by-hand", "make-evidence-packet"] as const),
];
const actsOfAnAssignment: Act[] = ["assign", "move-due-day", "end-assignment", "acknowledge"];
const actsOfANotice: Act[] = [
  ...(["notice-sent", "notice-refused", "notice-came-back", "notice-asked-again"] as const),
  ...(["notice-counted-as-sent", "notice-handed-over", "notice-withdrawn"] as const),
];

type Asked = {
  personId: string;
  assignmentIds: string[];
  noticeIds: string[];
  /** The one record of a merged file is about no single person. */
  importRecordIds: string[];
  version: { publishedAt: Date; versionDigest: string };
};

/** The ledger records behind a packet in ledger order, each with its proof, and the seals they stand under. */
export async function readPacketRecords(
  viewer: Viewer,
  portal: Portal,
  asked: Asked,
): Promise<Pick<EvidencePacket, "records" | "seals">> {
  const rows = await readRows(viewer, portal, asked);
  const seals: EvidencePacket["seals"] = {};
  const records: PacketRecord[] = [];
  for (const [number, found] of Map.groupBy(rows, ({ seal }) => seal)) {
    const seal = number === null ? null : await readSeal(portal.db, number);
    if (number !== null && seal) seals[number] = seal.signature;
    for (const { body, position } of found) {
      const record: RecordBody = JSON.parse(body);
      if (canonicalJson(record) !== body) throw new Error(`Record ${record.id} is not canonical.`);
      const proof =
        number !== null && seal && position !== null
          ? { seal: number, position, path: pathOf(seal.leafHashes, position) }
          : null;
      records.push({ record, proof });
    }
  }
  return { records, seals };
}

/** Waits until a record is sealed, or gives up: sealing takes about a second. */
export async function waitForSeal(
  db: Database,
  recordId: string,
  { atMostMs }: { atMostMs: number },
): Promise<void> {
  const end = performance.now() + atMostMs;
  for (;;) {
    const sealed = await db
      .select({ seal: ledgerLeaves.seal })
      .from(ledgerLeaves)
      .where(eq(ledgerLeaves.recordId, recordId));
    if (sealed.length > 0 || performance.now() >= end) return;
    await setTimeout(100);
  }
}

type Row = { body: string; seal: number | null; position: number | null };

function readRows(viewer: Viewer, portal: Portal, asked: Asked): Promise<Row[]> {
  const { personId, assignmentIds, noticeIds, importRecordIds, version } = asked;
  const list = (texts: string[]) =>
    texts.length === 0
      ? sql`null`
      : sql.join(
          texts.map((text) => sql`${text}`),
          sql`, `,
        );
  return portal.db.execute<Row>(sql`
    select r.body, l.seal, l.position
    from (
      select * from ledger_records
      where about = ${personId} and (
        act in (${list(actsOfAPerson)})
        or act in (${list(actsOfAnAssignment)})
          and body::json -> 'facts' ->> 'assignment' in (${list(assignmentIds)})
        or act in (${list(actsOfANotice)})
          and body::json -> 'facts' ->> 'notice' in (${list(noticeIds)})
      )
      union all
      select * from ledger_records
      where act = 'import-directory' and id = any(${uuids(importRecordIds)})
      union all
      select * from ledger_records
      where act = 'publish-version' and recorded_at = ${version.publishedAt.toISOString()}::timestamptz
        and body::json -> 'facts' ->> 'version_digest' = ${version.versionDigest}
    ) r left join ledger_leaves l on l.record_id = r.id
    where ${isSeenBy(viewer)}
    order by l.seal nulls last, l.position, r.recorded_at, r.id`);
}

const uuids = (ids: string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

async function readSeal(db: Database, number: number) {
  const [seal] = await db
    .select({ signature: ledgerSeals.signature, leafHashes: ledgerSeals.leafHashes })
    .from(ledgerSeals)
    .where(eq(ledgerSeals.number, number));
  return seal;
}

const pathOf = (leafHashes: Uint8Array, position: number) =>
  inclusionProof(leafHashes, position).map((hash) => hash.toString("hex"));

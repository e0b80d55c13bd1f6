import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type Day, spanOfDay } from "../days.ts";
import { type Cut, type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import { wordsOfAct } from "./act-words.ts";
import { isAuditedBy } from "./auditor.ts";
import { leafHash } from "./merkle.ts";
import { readNames } from "./person-found.ts";
import { isPrivateRecord } from "./private-acts.ts";
import type { RecordBody } from "./record.ts";
import type { RecordFilter } from "./record-filter.ts";
import { sayRecord } from "./say-record.ts";

/** A record as the list of the ledger shows it. Of a private one nothing else is known here. */
export type ListedRecord = {
  /** Its address behind `/ledger/`: its id, or of a private one its place; null while that one waits. */
  at: string | null;
  isPrivate: boolean;
  sentence: string;
  /** When the act was; null of a private one. */
  actedAt: Date | null;
  /** Null while it waits for its seal. */
  seal: number | null;
  position: number | null;
  /** The hash of its leaf, in hexadecimal. */
  leaf: string;
};

/** The order of the list: ledger order, newest first. */
export const recordOrder: Stretch[] = [
  {
    columns: [
      { at: "e.seal", holds: "number" },
      { at: "e.position", holds: "number" },
    ],
    indexed: 2,
    falling: true,
  },
];

type Asked = Omit<RecordFilter, "q"> & { personId: string | null };

/**
 * A page of sealed records. A search by a person finds those by or about them; of private ones the list does
 * not know whose they are. Days are days of the seal, which everybody sees who sees the seals.
 */
export async function readListedRecords(
  viewer: Viewer,
  portal: Portal,
  asked: Asked,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedRecord>> {
  const isListed = await listedBy(viewer, portal, asked);
  const page = await readPage<SealedRow>(recordOrder, { place, size }, (cut) =>
    portal.db.execute(sql`
      select ${cut.key} as key, e.seal, e.position, e.act, r.body,
        encode(substring(s.leaf_hashes from 32 * e.position + 1 for 32), 'hex') as leaf
      from (${cutOf(asked.personId, isListed, cut)}) e
        join ledger_seals s on s.number = e.seal
        left join ledger_leaves l
          on l.seal = e.seal and l.position = e.position and not e.is_private
        left join ledger_records r on r.id = l.record_id
      order by ${cut.order}`),
  );
  return { ...page, rows: await told(viewer, portal, page.rows) };
}

type Row = {
  seal: number | null;
  position: number | null;
  act: string;
  /** Null of a private one. */
  body: string | null;
  leaf: string;
};
type SealedRow = Row & { key: string[] };

/** The rows of one page: of a person by two indexes, each of which has them in order. */
function cutOf(personId: string | null, isListed: SQL, { where, order, limit }: Cut): SQL {
  const cut = (of: SQL) => sql`(
    select e.* from listed_records e where ${isListed} and ${of} and ${where}
    order by ${order} limit ${limit})`;
  if (personId === null) return cut(sql`true`);
  return sql`
    select e.* from (${cut(sql`e.about = ${personId}`)} union ${cut(sql`e.by = ${personId}`)}) e
    order by ${order} limit ${limit}`;
}

async function listedBy(viewer: Viewer, portal: Portal, { act, ...days }: Asked): Promise<SQL> {
  const { timeZone } = await portal.organization();
  return sql`${isAuditedBy(viewer)}
    ${act ? sql`and e.act = ${act}` : sql``} ${sealedWithin(days, timeZone)}`;
}

/** That the record `e` was sealed on one of these days, as a further condition. */
export function sealedWithin(
  { from, until }: { from?: Day | undefined; until?: Day | undefined },
  timeZone: string,
): SQL {
  const first = from && spanOfDay(timeZone, from).from;
  const end = until && spanOfDay(timeZone, until).until;
  return sql`
    ${
      first
        ? sql`and e.seal >= (
            select number from ledger_seals where sealed_at >= ${first}::timestamptz
            order by sealed_at, number limit 1
          )`
        : sql``
    }
    ${
      end
        ? sql`and e.seal <= (
            select number from ledger_seals where sealed_at < ${end}::timestamptz
            order by sealed_at desc, number desc limit 1
          )`
        : sql``
    }`;
}

/** So many records that wait for a seal are looked at, and so many of them shown: commonly there are none. */
const [waitingLookedAt, waitingShown] = [1000, 50];

/** Records that wait for their seal, newest first; none where days are asked for, since they have none yet. */
export async function readWaitingRecords(
  viewer: Viewer,
  portal: Portal,
  { act, from, until, personId }: Asked,
): Promise<ListedRecord[]> {
  if (from || until) return [];
  const rows = await portal.db.execute<{ act: string; body: string }>(sql`
    select r.act, r.body
    from (
      select record_id from ledger_unsealed where ${isAuditedBy(viewer)}
      order by record_id desc limit ${waitingLookedAt}
    ) waiting join ledger_records r on r.id = waiting.record_id
    ${act ? sql`where r.act = ${act}` : sql``}
    order by r.id desc`);
  const found = rows.flatMap((row) => {
    const record: RecordBody = JSON.parse(row.body);
    const isPrivate = isPrivateRecord(record);
    const isTheirs = !isPrivate && (record.by === personId || record.about === personId);
    if (personId !== null && !isTheirs) return [];
    const leaf = leafHash(row.body).toString("hex");
    return [{ ...row, seal: null, position: null, leaf, body: isPrivate ? null : row.body }];
  });
  return told(viewer, portal, found.slice(0, waitingShown));
}

/** Records in words. What is private is left out here, before anything of it comes near a page. */
export async function told(viewer: Viewer, portal: Portal, rows: Row[]): Promise<ListedRecord[]> {
  const organization = await portal.organization();
  const bodies = rows.map(({ body }): RecordBody | null => (body ? JSON.parse(body) : null));
  const people = bodies.flatMap((record) => (record ? [record.by, record.about] : []));
  const nameOf = await readNames(viewer, portal.db, people);
  return rows.map(({ seal, position, act, leaf }, index): ListedRecord => {
    const record = bodies[index] ?? null;
    const place = { seal, position, leaf };
    if (!record) {
      const at = seal === null ? null : `${seal}.${position}`;
      return { ...place, at, isPrivate: true, sentence: `${wordsOfAct(act)}.`, actedAt: null };
    }
    const sentence = sayRecord(record, nameOf, organization);
    const actedAt = new Date(record.at);
    return { ...place, at: record.id, isPrivate: false, sentence, actedAt };
  });
}

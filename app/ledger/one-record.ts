import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { isAuditedBy } from "./auditor.ts";
import { type ListedRecord, told } from "./listed-records.ts";
import { leafHash } from "./merkle.ts";
import { isPrivateRecord } from "./private-acts.ts";
import { type Inclusion, inclusionOf } from "./proof.ts";

/** One record with its proof; null where it waits for its seal. */
type OneRecord = ListedRecord & {
  /** Exactly the bytes that are hashed; null of a private one. */
  body: string | null;
  proof: Inclusion | null;
};

/** The place of a record in an address: seal and position. */
const place = /^([1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/**
 * The record of an address: its id, or its place under a seal. Undefined where there is none, to somebody who
 * is no auditor, and by the id of a private one: an id holds the moment.
 */
export async function readOneRecord(
  viewer: Viewer,
  portal: Portal,
  address: string,
): Promise<OneRecord | undefined> {
  const [, seal, position] = place.exec(address) ?? [];
  const isId = z.guid().safeParse(address).success;
  if (!isId && !seal) return undefined;
  const [row] = await portal.db.execute<{
    id: string;
    act: string;
    body: string;
    seal: number | null;
    position: number | null;
    isPrivate: boolean | null;
  }>(sql`
    select r.id, r.act, r.body, l.seal, l.position, e.is_private as "isPrivate"
    from ledger_records r
      left join ledger_leaves l on l.record_id = r.id
      left join listed_records e on e.seal = l.seal and e.position = l.position
    where ${isAuditedBy(viewer)}
      and ${isId ? sql`r.id = ${address}` : sql`l.seal = ${seal} and l.position = ${position}`}`);
  if (!row) return undefined;
  const isWithheld = row.seal !== null && row.isPrivate !== false;
  const isPrivate = isWithheld || isPrivateRecord(JSON.parse(row.body));
  if (isPrivate && isId) return undefined;
  const body = isPrivate ? null : row.body;
  const leaf = leafHash(row.body).toString("hex");
  const [listed] = await told(viewer, portal, [{ ...row, body, leaf }]);
  return listed && { ...listed, body, proof: await inclusionOf(portal.db, row.id) };
}

import { sql } from "drizzle-orm";
import { decodeProtectedHeader } from "jose";
import type { Viewer } from "../auth/viewer.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import { isAuditedBy } from "./auditor.ts";
import { sha256Hex } from "./canonical.ts";
import { sealBody } from "./seal.ts";

/** A seal as a list shows it. */
export type ListedSeal = {
  number: number;
  sealedAt: Date;
  /** How many records it covers. */
  size: number;
  /** How many are covered by it and all before. */
  records: number;
  /** In hexadecimal, as `digest`: of the canonical JSON that is signed. */
  root: string;
  digest: string;
  kid: string;
  signature: string;
};

/** The order of the list: newest first. */
export const sealOrder: Stretch[] = [
  { columns: [{ at: "s.number", holds: "number" }], indexed: 1, falling: true },
];

/** A page of seals; to somebody who is no auditor there are none. */
export async function readSeals(
  viewer: Viewer,
  portal: Portal,
  { place, size = 25 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedSeal>> {
  const page = await readPage<{ body: string; signature: string; key: string[] }>(
    sealOrder,
    { place, size },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${key} as key, s.body, s.signature from ledger_seals s
        where ${isAuditedBy(viewer)} and ${where} order by ${order} limit ${limit}`),
  );
  return { ...page, rows: page.rows.map(listedSeal) };
}

/** The latest seal; null while there is none. */
export async function readLatestSeal(viewer: Viewer, portal: Portal): Promise<ListedSeal | null> {
  const { rows } = await readSeals(viewer, portal, { place: null, size: 1 });
  return rows[0] ?? null;
}

function listedSeal({ body, signature }: { body: string; signature: string }): ListedSeal {
  const { number, sealed_at, size, first, root } = sealBody.parse(JSON.parse(body));
  const kid = decodeProtectedHeader(signature).kid ?? "";
  return {
    ...{ number, sealedAt: new Date(sealed_at), size, records: first + size },
    ...{ root, digest: sha256Hex(body), kid, signature },
  };
}

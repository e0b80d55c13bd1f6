import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { WrappedKey } from "../secrecy/vault.ts";
import type { ReportKind } from "./answers.ts";
import { readCandidates } from "./candidates.ts";
import { isHandledBy } from "./readers.ts";

/** A report as an act on it needs it: its number, and the key of all that is written in it. */
export type OpenReport = {
  of: "report";
  id: string;
  number: string;
  kind: ReportKind;
  keyId: string;
  key: Uint8Array;
};

/** The report of a number, for whoever handles it; to anyone else, and when there is none, undefined. */
export async function openReport(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  number: string,
  db: Executor = portal.db,
): Promise<OpenReport | undefined> {
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(db, portal.vault, today);
  const [found] = await db.execute<Found>(sql`
    ${columns} where r.number = ${number.slice(0, 20).toUpperCase()}
      and ${isHandledBy(viewer, candidates)}`);
  return found && withKey(portal, found);
}

/** The report with this id, for the reporter who proved to hold its code; undefined once it was disposed of. */
export async function openOwnReport(
  portal: Portal,
  id: string,
  db: Executor = portal.db,
): Promise<OpenReport | undefined> {
  const [found] = await db.execute<Found>(
    sql`${columns} where r.id = ${id} and k.wrapped_key is not null`,
  );
  return found && withKey(portal, found);
}

type Found = { id: string; number: string; kind: ReportKind } & {
  keyId: string;
  wrappedKey: Uint8Array | null;
  wrappedBy: string | null;
};

const columns = sql`
  select r.id, r.number, r.kind, k.id as "keyId", k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"
  from violation_reports r join data_keys k on k.id = r.key_id`;

function withKey({ vault }: Portal, { id, number, kind, keyId, ...wrapped }: Found): OpenReport {
  const row: WrappedKey = { id: keyId, ...wrapped };
  return { of: "report", id, number, kind, keyId, key: vault.openDataKey(row) };
}

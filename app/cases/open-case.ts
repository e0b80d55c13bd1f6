import { type SQL, sql } from "drizzle-orm";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { reporterIndexes } from "../intake/candidates.ts";
import type { Portal } from "../portal.ts";
import type { WrappedKey } from "../secrecy/vault.ts";

/** A case as an act on it needs it: the key of all that is written in it. */
export type OpenCase = {
  of: "case";
  id: string;
  number: string;
  keyId: string;
  key: Uint8Array;
  /** Whose own it is, opened by its respondent: the ledger does not name them. */
  respondentId?: string;
};

/** A case disposed of: nothing of it can be read any more but that it was. */
type DisposedCase = { of: "disposed"; id: string; number: string };

/**
 * The case `c` is there for this viewer on the day: they handle it, investigate it or are awaited as a second
 * person, and nothing shuts them out. The database function `sees_case` says the same to every act.
 */
function isSeenBy({ personId }: Pick<Viewer, "personId">, day: Day, ownIndexes: string[]): SQL {
  return sql`(sees_case(${personId}, c.id, ${day}) and not exists (
    select from case_reports o join violation_reports r on r.id = o.report_id
    where o.case_id = c.id and r.reporter_indexes && array[${sql.join(
      ownIndexes.map((index) => sql`${index}`),
      sql`, `,
    )}]::text[]
  ))`;
}

/** What a read of cases needs, asked once a page: the day, and the condition on `c`. */
export async function readCaseAccess(
  viewer: Viewer,
  portal: Portal,
  db: Executor = portal.db,
): Promise<{ today: Day; isSeen: SQL }> {
  const { today } = await clockOf(portal);
  const [own] = await db.execute<{ email: string | null }>(
    sql`select email from people where id = ${viewer.personId}`,
  );
  const { personId } = viewer;
  const known = { personId, name: fullName(viewer), email: own?.email ?? "" };
  return { today, isSeen: isSeenBy(viewer, today, reporterIndexes(portal.vault, known)) };
}

/** The case of a number; to anyone it is not there for, and when there is none, undefined. */
export async function openCase(
  viewer: Viewer,
  portal: Portal,
  number: string,
  db: Executor = portal.db,
): Promise<OpenCase | DisposedCase | undefined> {
  const { isSeen } = await readCaseAccess(viewer, portal, db);
  return open(portal, db, number, isSeen);
}

/** The same for a respondent, who reads their own notices and letters of it and nothing else. */
export async function openOwnCase(
  { personId }: Pick<Viewer, "personId">,
  portal: Portal,
  number: string,
  db: Executor = portal.db,
): Promise<OpenCase | undefined> {
  const found = await open(
    portal,
    db,
    number,
    sql`exists (
      select from respondents s where s.case_id = c.id and s.person_id = ${personId}
    )`,
  );
  return found?.of === "case" ? { ...found, respondentId: personId } : undefined;
}

async function open({ vault }: Portal, db: Executor, number: string, isFor: SQL) {
  if (!/^[a-z0-9-]{1,20}$/i.test(number)) return undefined;
  const [found] = await db.execute<Omit<OpenCase, "of" | "key"> & Omit<WrappedKey, "id">>(sql`
    select c.id, c.number, k.id as "keyId", k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"
    from cases c join data_keys k on k.id = c.key_id
    where c.number = ${number.toUpperCase()} and ${isFor}`);
  if (!found) return undefined;
  const { id, keyId, wrappedKey, wrappedBy } = found;
  if (wrappedKey === null) return { of: "disposed" as const, id, number: found.number };
  const key = vault.openDataKey({ id: keyId, wrappedKey, wrappedBy });
  return { of: "case" as const, id, number: found.number, keyId, key };
}

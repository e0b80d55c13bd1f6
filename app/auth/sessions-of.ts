import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { isAdministeredBy } from "./administered-by.ts";
import { holdPerson } from "./hold-person.ts";
import { endSessions } from "./session.ts";
import type { EndingReason } from "./session-words.ts";
import { mayGrantRoles, type SignInMethod, type Viewer } from "./viewer.ts";

/** That somebody is signed in somewhere, since when, and by what; never where, nor what they do. */
type OpenSession = { startedAt: Date; method: SignInMethod; hasSecondFactor: boolean };

/** The open sessions of a person, the last begun first; to somebody who is no administrator there is none. */
export async function readSessionsOf(
  viewer: Viewer,
  db: Executor,
  personId: string,
): Promise<OpenSession[]> {
  const rows = await db.execute<Omit<OpenSession, "startedAt"> & { startedAt: string }>(sql`
    select s.started_at as "startedAt", s.method, s.has_second_factor as "hasSecondFactor"
    from sessions s
    where s.person_id = ${personId} and least(s.expires_at, s.ends_at) > now()
      and ${isAdministeredBy(viewer)}
    order by s.started_at desc`);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}

/**
 * Ends every session of a person, for a reason that the ledger keeps. Refuses who is no administrator, and a person who
 * is signed in nowhere.
 */
export async function endSessionsOf(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
  { personId, reason }: { personId: string; reason: EndingReason },
): Promise<{ ended: number } | { refused: string }> {
  if (!mayGrantRoles(viewer)) {
    return { refused: "Ask an administrator: only they end the sessions of others" };
  }
  return db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const { length: ended } = await readSessionsOf(viewer, tx, personId);
    if (ended === 0) return { refused: "Nothing to end: this person is signed in nowhere" };
    await endSessions(tx, personId);
    const facts = { sessions: ended, reason };
    await writeRecord(tx, {
      ...{ act: "end-sessions", by: viewer.personId, about: personId, at: now(), facts },
    });
    return { ended };
  });
}

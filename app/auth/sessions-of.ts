import { and, eq, ne, sql } from "drizzle-orm";
import { sessions } from "#drizzle/schema/auth.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { isAdministeredBy } from "./administered-by.ts";
import { holdPerson } from "./hold-person.ts";
import { endSessions, idle } from "./session.ts";
import type { EndingReason } from "./session-words.ts";
import { mayGrantRoles, type SignInMethod, type Viewer } from "./viewer.ts";

/** That somebody is signed in somewhere, since when, and by what; never where, nor what they do. */
export type OpenSession = {
  /** SHA-256 of what the session cookie holds: names the session, and opens nothing. */
  id: string;
  startedAt: Date;
  /** When it was last seen to be used; it may have been used for an hour more. */
  usedAt: Date;
  method: SignInMethod;
  hasSecondFactor: boolean;
};

/** The open sessions of a person, the last begun first: to an administrator, and of oneself; to others there is none. */
export async function readSessionsOf(
  viewer: Viewer,
  db: Executor,
  personId: string,
): Promise<OpenSession[]> {
  const rows = await db.execute<
    Omit<OpenSession, "startedAt" | "usedAt"> & { startedAt: string; expiresAt: string }
  >(sql`
    select s.id, s.started_at as "startedAt", s.expires_at as "expiresAt", s.method,
      s.has_second_factor as "hasSecondFactor"
    from sessions s
    where s.person_id = ${personId} and least(s.expires_at, s.ends_at) > now()
      and (${personId}::uuid = ${viewer.personId}::uuid or ${isAdministeredBy(viewer)})
    order by s.started_at desc, s.id`);
  return rows.map(({ startedAt, expiresAt, ...row }) => ({
    ...row,
    startedAt: new Date(startedAt),
    usedAt: new Date(new Date(expiresAt).getTime() - idle.milliseconds()),
  }));
}

/** Ends the viewer's own sessions but this one: all of them, or the one that is named. Ended twice, it is ended once. */
export async function endOwnSessions(
  { personId, sessionId }: Viewer,
  db: Executor,
  which: "all" | { session: string },
): Promise<void> {
  const named = which === "all" ? undefined : eq(sessions.id, which.session);
  await db
    .delete(sessions)
    .where(and(eq(sessions.userId, personId), ne(sessions.id, sessionId), named));
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

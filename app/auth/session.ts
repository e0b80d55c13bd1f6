import { createHash } from "node:crypto";
import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { eq, sql } from "drizzle-orm";
import { type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { sessions as sessionTable } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Database, Executor } from "../db.ts";
import type { Viewer } from "./viewer.ts";

/** A session ends after this long without a request, and at the latest after `longest`. */
export const idle = new TimeSpan(2, "h");
export const longest = new TimeSpan(12, "h");

export type Sessions = {
  /** Signs a person in; returns the Set-Cookie header. */
  start(personId: string): Promise<string>;
  /** Who the Cookie header belongs to; `setCookie` when the session was extended or is over. */
  viewerOf(cookie: string | null): Promise<{ viewer: Viewer | null; setCookie: string | null }>;
  /** Signs out here; returns the Set-Cookie header that forgets the session. */
  end(viewer: Viewer): Promise<string>;
  /** Signs a person out everywhere: by wish, and on a change of role or password. */
  endAll(personId: string): Promise<void>;
  /** Removes what is over, so that nothing is kept of it. */
  forgetEnded(): Promise<void>;
};

/** `today` is the City's day: somebody whose employment ended yesterday is nobody here. */
export function createSessions(
  db: Database,
  { secure, today }: { secure: boolean; today: () => Promise<string> },
): Sessions {
  const lucia = new Lucia(new HashingAdapter(db, today), {
    sessionExpiresIn: idle,
    sessionCookie: {
      name: secure ? "__Host-signpost" : "signpost",
      // The database says when a session is over. A cookie that ran out by itself would be renewed only
      // with pages, and sign out somebody whose last renewal fell on a redirect.
      expires: false,
      attributes: { secure, sameSite: "lax", path: "/" },
    },
    getSessionAttributes: ({ endsAt }) => ({ endsAt }),
    getUserAttributes: (attributes) => attributes,
  });
  return {
    async start(personId) {
      const now = Date.now();
      const session = await lucia.createSession(personId, {
        startedAt: new Date(now),
        endsAt: new Date(now + longest.milliseconds()),
      });
      return untilClosed(lucia.createSessionCookie(session.id).serialize());
    },
    async viewerOf(cookie) {
      const id = readCookie(cookie, lucia.sessionCookieName);
      if (!id) return { viewer: null, setCookie: null };
      const { session, user } = await lucia.validateSession(id);
      if (!session)
        return { viewer: null, setCookie: lucia.createBlankSessionCookie().serialize() };
      const { handle, givenName, familyName, roles, isSupervisor } = user;
      return {
        viewer: {
          personId: user.id,
          handle,
          givenName,
          familyName,
          roles,
          isSupervisor,
          sessionId: digest(id),
        },
        setCookie: null,
      };
    },
    async end(viewer) {
      await db.delete(sessionTable).where(eq(sessionTable.id, viewer.sessionId));
      return lucia.createBlankSessionCookie().serialize();
    },
    endAll: (personId) => endSessions(db, personId),
    async forgetEnded() {
      await db.delete(sessionTable).where(sql`least(expires_at, ends_at) < now()`);
    },
  };
}

/** A cookie that ends with the browser, for a computer that people share; the database ends it sooner. */
const untilClosed = (cookie: string) => cookie.replace(/ Max-Age=\d+;/, "");

/** Lucia's own reading decodes every cookie of the host, and throws at one that is not decodable. */
function readCookie(header: string | null, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Ends every session of a person, inside the transaction of whatever makes that necessary. */
export async function endSessions(tx: Executor, personId: string): Promise<void> {
  await tx.delete(sessionTable).where(eq(sessionTable.userId, personId));
}

/** Keeps only the SHA-256 of a session id, and reads person, roles and session in one round trip. */
class HashingAdapter extends DrizzlePostgreSQLAdapter {
  readonly #db: Database;
  readonly #today: () => Promise<string>;

  constructor(db: Database, today: () => Promise<string>) {
    super(db, sessionTable, people);
    this.#db = db;
    this.#today = today;
  }

  override async getSessionAndUser(
    id: string,
  ): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const today = await this.#today();
    const [row] = await this.#db.$client<SessionRow[]>`
      select s.expires_at as "expiresAt", s.ends_at as "endsAt", s.started_at as "startedAt",
        p.id, p.handle, p.given_name as "givenName", p.family_name as "familyName",
        array(
          select role::text from grants where person_id = p.id and revoked_at is null order by role
        ) as roles,
        exists (
          select from employments r
          where r.supervisor_id = p.id and r.superseded_at is null
            and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})
        ) as "isSupervisor"
      from sessions s join people p on p.id = s.person_id
      where s.id = ${digest(id)} and s.ends_at > now() and (
        p.is_outside or exists (
          select from employments e
          where e.person_id = p.id and e.superseded_at is null
            and (e.until_on is null or e.until_on >= ${today})
        )
      )`;
    if (!row) return [null, null];
    const { expiresAt, endsAt, startedAt, id: userId, ...attributes } = row;
    // Drizzle takes the date parsers off its client: moments arrive as text.
    const moments = { endsAt: new Date(endsAt), startedAt: new Date(startedAt) };
    return [
      { id, userId, expiresAt: new Date(expiresAt), attributes: moments },
      { id: userId, attributes },
    ];
  }

  override async setSession(session: DatabaseSession) {
    await super.setSession({ ...session, id: digest(session.id) });
  }

  override async deleteSession(id: string) {
    await super.deleteSession(digest(id));
  }

  override async updateSessionExpiration(id: string, expiresAt: Date) {
    await super.updateSessionExpiration(digest(id), expiresAt);
  }
}

type SessionAttributes = { endsAt: Date; startedAt: Date };
type PersonAttributes = Omit<Viewer, "personId" | "sessionId">;
type SessionRow = PersonAttributes & {
  id: string;
  expiresAt: string;
  endsAt: string;
  startedAt: string;
};

const digest = (id: string) => createHash("sha256").update(id).digest("hex");

declare module "lucia" {
  interface Register {
    Lucia: Lucia<{ endsAt: Date }, PersonAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: PersonAttributes;
  }
}

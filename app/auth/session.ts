import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { eq, sql } from "drizzle-orm";
import { type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import { sessions as sessionTable } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import type { Database, Executor, Transaction } from "../db.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import { forgetChallenges } from "./second-factor/challenge.ts";
import { needsFactor } from "./second-factor/needs-factor.ts";
import type { HalfSignedIn, SignInLink, SignInMethod, Viewer } from "./viewer.ts";

/** A session ends after this long without a request, and at the latest after `longest`. */
export const idle = new TimeSpan(2, "h");
export const longest = new TimeSpan(12, "h");
/** Somebody half signed in is nobody after this long. */
const halfLasts = new TimeSpan(10, "m");

export type Sessions = {
  /**
   * Signs a person in by what they showed; returns the Set-Cookie header. `within` is a transaction that it is to be part
   * of: whatever ends the person's sessions comes before it or after it.
   */
  start(personId: string, shown: Shown, within?: Executor): Promise<string>;
  /**
   * Who the Cookie header belongs to: a viewer, or somebody half signed in, never both; `setCookie` when the session
   * is over.
   */
  signedInBy(cookie: string | null): Promise<SignedIn>;
  /** Signs out here; returns the Set-Cookie header that forgets the session. */
  end(session: { sessionId: string }): Promise<string>;
  /** Signs a person out everywhere: by wish, and on a change of role or password. */
  endAll(personId: string): Promise<void>;
  /** Removes what is over, so that nothing is kept of it. */
  forgetEnded(): Promise<void>;
};

/** What somebody showed when they signed in. */
export type Shown = {
  method: SignInMethod;
  /** Whether a second factor was shown too: here, where the City's own sign-in vouches for it, or by a passkey. */
  withSecondFactor: boolean;
  /** By which account at which provider. */
  link?: SignInLink | undefined;
};

export type SignedIn = {
  viewer: Viewer | null;
  half: HalfSignedIn | null;
  setCookie: string | null;
};

/**
 * `today` is the City's day: somebody whose employment ended yesterday is nobody here. With `asksForSecondFactor` whoever
 * holds a grant that needs a second factor makes one; who has one is asked for it either way. `turnDay` lets the
 * database know of the day where nobody has yet: a role whose last day was yesterday is held no more.
 */
export function createSessions(
  db: Database,
  {
    secure,
    today,
    asksForSecondFactor,
    turnDay = async () => {},
  }: {
    secure: boolean;
    today: () => Promise<string>;
    asksForSecondFactor: boolean;
    turnDay?: () => Promise<unknown>;
  },
): Sessions {
  const over = (within?: Executor) =>
    new Lucia(new HashingAdapter(db, { today, asksForSecondFactor, turnDay }, within), {
      sessionExpiresIn: idle,
      sessionCookie: {
        name: secure ? "__Host-signpost" : "signpost",
        // The database says when a session is over. A cookie that ran out by itself would be renewed only
        // with pages, and sign out somebody whose last renewal fell on a redirect.
        expires: false,
        attributes: { secure, sameSite: "lax", path: "/" },
      },
      getSessionAttributes: (attributes) => attributes,
      getUserAttributes: (attributes) => attributes,
    });
  const lucia = over();
  return {
    async start(personId, { method, withSecondFactor, link }, within) {
      const now = Date.now();
      const session = await (within ? over(within) : lucia).createSession(personId, {
        startedAt: new Date(now),
        endsAt: new Date(now + longest.milliseconds()),
        method,
        hasSecondFactor: withSecondFactor,
        ...link,
      });
      return untilClosed(lucia.createSessionCookie(session.id).serialize());
    },
    async signedInBy(cookie) {
      const id = readCookie(cookie, lucia.sessionCookieName);
      if (!id) return { viewer: null, half: null, setCookie: null };
      const { session, user } = await lucia.validateSession(id);
      if (!session) {
        const setCookie = lucia.createBlankSessionCookie().serialize();
        return { viewer: null, half: null, setCookie };
      }
      const { owes, roles, isSupervisor, isInvestigator, ...named } = user;
      const { method, hasSecondFactor, linkId, shownAnewAt, sidHash } = session;
      const { id: personId, handle, givenName, familyName } = named;
      const person = {
        ...{ personId, handle, givenName, familyName, sessionId: sha256Hex(id), method },
        ...(linkId && {
          link: { linkId, shownAnewAt: shownAnewAt ?? null, sidHash: sidHash ?? null },
        }),
      };
      if (owes) return { viewer: null, half: { ...person, owes }, setCookie: null };
      const viewer = { ...person, roles, isSupervisor, isInvestigator, hasSecondFactor };
      return { viewer, half: null, setCookie: null };
    },
    async end({ sessionId }) {
      await db.delete(sessionTable).where(eq(sessionTable.id, sessionId));
      return lucia.createBlankSessionCookie().serialize();
    },
    endAll: (personId) => endSessions(db, personId),
    async forgetEnded() {
      await db.delete(sessionTable).where(sql`least(expires_at, ends_at) < now()`);
      await forgetChallenges(db, new Date());
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

/** What somebody is told whose session was ended while they did something that it takes one for. */
export const signedOutMeanwhile = "Sign in again: you were signed out meanwhile";

/** Whether somebody is signed in still, and stays so until this transaction is over. Who calls it holds the person. */
export async function isSignedInStill(
  tx: Transaction,
  { sessionId }: { sessionId: string },
): Promise<boolean> {
  const open = await tx
    .select({ id: sessionTable.id })
    .from(sessionTable)
    .where(eq(sessionTable.id, sessionId))
    .for("update");
  return open.length > 0;
}

/** Ends every session of a person, inside the transaction of whatever makes that necessary. */
export async function endSessions(tx: Executor, personId: string): Promise<void> {
  await tx.delete(sessionTable).where(eq(sessionTable.userId, personId));
}

/** Keeps only the SHA-256 of a session id, and reads person, roles and session in one round trip. */
class HashingAdapter extends DrizzlePostgreSQLAdapter {
  readonly #db: Database;
  readonly #today: () => Promise<string>;
  readonly #asks: boolean;
  readonly #turnDay: () => Promise<unknown>;

  constructor(
    db: Database,
    asked: {
      today: () => Promise<string>;
      asksForSecondFactor: boolean;
      turnDay: () => Promise<unknown>;
    },
    within: Executor = db,
  ) {
    super(within, sessionTable, people);
    this.#db = db;
    this.#today = asked.today;
    this.#asks = asked.asksForSecondFactor;
    this.#turnDay = asked.turnDay;
  }

  override async getSessionAndUser(
    id: string,
  ): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const today = await this.#today();
    let [row] = await this.#read(id, today);
    if (row && row.day < today) {
      await this.#turnDay();
      [row] = await this.#read(id, today);
    }
    if (!row) return [null, null];
    const { expiresAt, endsAt, startedAt, method, hasSecondFactor, id: userId, ...rest } = row;
    const { hasFactorToShow, isYoung, linkId, shownAnewAt, sidHash, day: _, ...named } = rest;
    const mustHaveFactor = this.#asks && !hasSecondFactor && needsFactor(named);
    const owes = hasFactorToShow ? "second-factor" : mustHaveFactor ? "enrolment" : null;
    if (owes && !isYoung) return [null, null];
    const person = { ...named, owes } as const;
    // Drizzle takes the date parsers off its client: moments arrive as text.
    const moments = { endsAt: new Date(endsAt), startedAt: new Date(startedAt) };
    const link = linkId
      ? { linkId, shownAnewAt: shownAnewAt ? new Date(shownAnewAt) : null, sidHash }
      : {};
    const shown = { method, hasSecondFactor, ...link };
    return [
      { id, userId, expiresAt: new Date(expiresAt), attributes: { ...moments, ...shown } },
      { id: userId, attributes: person },
    ];
  }

  /**
   * Whether they investigate is read as the first entry of an index from theirs on. By `exists` PostgreSQL reads all
   * cases when it takes a few investigators to have most of them, and that on each request of everybody.
   */
  #read(id: string, today: string) {
    return this.#db.$client<SessionRow[]>`
      select s.expires_at as "expiresAt", s.ends_at as "endsAt", s.started_at as "startedAt",
        s.method, s.has_second_factor as "hasSecondFactor", p.id, p.handle, p.given_name as "givenName", p.family_name as "familyName",
        array(
          select role::text from grants where person_id = p.id and revoked_at is null order by role
        ) as roles,
        exists (
          select from employments r
          where r.supervisor_id = p.id and r.superseded_at is null
            and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})
        ) as "isSupervisor",
        not s.has_second_factor and (
          exists (
            select from authenticator_apps a
            where a.person_id = p.id and a.confirmed_at is not null and a.ended_at is null
          ) or exists (select from passkeys k where k.person_id = p.id and k.ended_at is null)
        ) as "hasFactorToShow",
        coalesce((
          select c.investigator_id from case_standings c
          where c.investigator_id >= p.id and c.stage <> 'disposed' order by c.investigator_id limit 1
        ) = p.id, false) as "isInvestigator",
        s.link_id as "linkId", s.shown_anew_at as "shownAnewAt", s.sid_hash as "sidHash",
        s.started_at > now() - ${`${halfLasts.seconds()} seconds`}::interval as "isYoung",
        (select day::text from roll_up_day) as day
      from sessions s join people p on p.id = s.person_id
      where s.id = ${sha256Hex(id)} and s.ends_at > now() and (
        p.is_outside or exists (
          select from employments e
          where e.person_id = p.id and e.superseded_at is null
            and (e.until_on is null or e.until_on >= ${today})
        )
      )`;
  }

  override async setSession(session: DatabaseSession) {
    await super.setSession({ ...session, id: sha256Hex(session.id) });
  }

  override async deleteSession(id: string) {
    await super.deleteSession(sha256Hex(id));
  }

  override async updateSessionExpiration(id: string, expiresAt: Date) {
    await super.updateSessionExpiration(sha256Hex(id), expiresAt);
  }
}

type SessionAttributes = {
  endsAt: Date;
  startedAt: Date;
  method: SignInMethod;
  hasSecondFactor: boolean;
} & Partial<SignInLink>;
type PersonAttributes = Pick<
  Viewer,
  "handle" | "givenName" | "familyName" | "roles" | "isSupervisor" | "isInvestigator"
> & { owes: HalfSignedIn["owes"] | null };
type SessionRow = Omit<PersonAttributes, "owes"> & {
  id: string;
  /** No second factor was shown, and there is one. */
  hasFactorToShow: boolean;
  /** Young enough to be half signed in. */
  isYoung: boolean;
  expiresAt: string;
  endsAt: string;
  startedAt: string;
  method: SignInMethod;
  hasSecondFactor: boolean;
  linkId: string | null;
  shownAnewAt: string | null;
  sidHash: string | null;
  /** The City's day as the database has it. */
  day: string;
};

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SessionAttributes, PersonAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: PersonAttributes;
  }
}

import { hashPassword } from "#app/auth/password.ts";
import { createSessions } from "#app/auth/session.ts";
import { createSignInThrottle } from "#app/auth/throttle.ts";
import type { GrantedRole, Viewer } from "#app/auth/viewer.ts";
import type { Day } from "#app/days.ts";
import type { Database } from "#app/db.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { addPerson } from "#app/people/person.ts";
import type { Portal } from "#app/portal.ts";
import { credentials, givenGrants } from "#drizzle/schema/auth.ts";
import { asOwner } from "#tests/support/database.ts";

/** The day and the moment at which these tests happen; sessions go by the database's own clock. */
export const today: Day = "2026-03-02";
export const now = new Date("2026-03-02T15:00:00Z");
export const rightPassword = "northern lights over main";

let numbers = 7000;

const seenAs = { method: "password", hasSecondFactor: false } as const;

/** Mara Sinclair, with another number each time; `untilOn` set: her employment ends that day. */
export async function addMara(
  db: Database,
  { password = null, untilOn = null, roles = [] }: Partial<Given> = {},
): Promise<Viewer & { email: string }> {
  const handle = String(++numbers);
  const email = `mara.${handle}@example.org`;
  const name = { givenName: "Mara", familyName: "Sinclair" };
  const by = { by: null, now };
  const { id: personId } = await addPerson(db, { ...name, employeeNumber: handle, email }, by);
  await recordEmployment(
    db,
    {
      personId,
      department: "Public Works",
      position: "Equipment Operator",
      type: "permanent",
      supervisorId: null,
      fromOn: "2020-01-06",
      untilOn,
    },
    by,
  );
  if (password) {
    await db
      .insert(credentials)
      .values({ personId, passwordHash: await hashPassword(password), setAt: now });
  }
  const given = roles.map((role) => ({ personId, role, grantedAt: now }));
  if (given.length > 0) await asOwner(db).insert(givenGrants).values(given);
  return {
    personId,
    handle,
    ...name,
    email,
    roles,
    isSupervisor: false,
    isInvestigator: false,
    sessionId: "",
    ...seenAs,
  };
}

type Given = { password: string | null; untilOn: Day | null; roles: GrantedRole[] };

/** The parts of a running portal that the way in needs, each the real one. */
export function wayIn(db: Database, moment: () => Date = () => now, asks = false) {
  const sessions = createSessions(db, {
    ...{ secure: false, today: async () => today, asksForSecondFactor: asks },
  });
  const throttle = createSignInThrottle(db, new Uint8Array(32), moment);
  const organization = async () => ({ timeZone: "America/Winnipeg" });
  return { db, now: moment, sessions, throttle, organization } as unknown as Portal;
}

/** The Cookie header of a browser that was sent a Set-Cookie header. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

/** What somebody shows who signs in by password alone. */
export const byPassword = { method: "password", withSecondFactor: false } as const;

/** The same person with a session of their own, for what asks again whether they are signed in. */
export async function inSession<P extends { personId: string }>(
  person: P,
  { sessions }: Pick<Portal, "sessions">,
): Promise<P & { sessionId: string }> {
  const cookie = cookieOf(await sessions.start(person.personId, byPassword));
  const { viewer, half } = await sessions.signedInBy(cookie);
  return { ...person, sessionId: (viewer ?? half)?.sessionId ?? "" };
}

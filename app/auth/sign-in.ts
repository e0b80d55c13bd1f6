import { and, eq, or, sql } from "drizzle-orm";
import { credentials } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { Portal } from "../portal.ts";
import { foldAccountName } from "./account-name.ts";
import { isPassword } from "./password.ts";
import { belongsHere } from "./presence.ts";
import { passwordIsOff } from "./provider/passwords-off.ts";
import { writeWait } from "./wait-words.ts";

type SignInRefused = {
  refused: string;
  /** Seconds until another try is heard. */
  retryAfter?: number;
};

const shown = { method: "password", withSecondFactor: false } as const;

const doesNotMatch = "The number, the address or the password is wrong. Check them and try again";

/**
 * Signs in by e-mail address or employee number. An unknown account, a wrong password, no password yet
 * and an employment that is over are told the same, after the same work. Who has passwords off is told so once theirs
 * was right.
 */
export async function signIn({
  portal,
  name,
  password,
  address,
}: {
  portal: Pick<Portal, "db" | "now" | "organization" | "sessions" | "throttle">;
  name: string;
  password: string;
  address: string;
}): Promise<{ personId: string; setCookie: string } | SignInRefused> {
  const { db, sessions, throttle } = portal;
  const wait = await throttle.wait(name, address);
  if (wait > 0) return { refused: writeWait(wait), retryAfter: wait };
  const { today } = await clockOf(portal);
  const account = await findAccount(db, name, today);
  const right = await isPassword(account?.passwordHash ?? null, password);
  if (!account || !right) return { refused: doesNotMatch };
  await throttle.succeed(name, address);
  // Said to nobody but who knows the password. The database would refuse the session.
  if (account.isOff) return { refused: passwordIsOff };
  const setCookie = await sessions.start(account.personId, shown);
  if (await isUnchanged(db, account)) return { personId: account.personId, setCookie };
  await sessions.endAll(account.personId);
  return { refused: doesNotMatch };
}

type Account = { personId: string; passwordHash: string | null; isOff: boolean };

async function findAccount(db: Executor, name: string, today: Day): Promise<Account | undefined> {
  const folded = foldAccountName(name);
  const [account] = await db
    .select({
      ...{ personId: people.id, passwordHash: credentials.passwordHash },
      isOff: sql<boolean>`has_passwords_off(${people.id})`,
    })
    .from(people)
    .leftJoin(credentials, eq(credentials.personId, people.id))
    .where(
      and(
        or(
          sql`lower(${people.email}) = ${folded}`,
          sql`lower(${people.employeeNumber}) = ${folded}`,
        ),
        belongsHere(today),
      ),
    );
  return account;
}

/**
 * Whether the password that was checked is still the one kept. Waits for a reset that is just going on,
 * which could not see this session to end it.
 */
async function isUnchanged(db: Executor, { personId, passwordHash }: Account): Promise<boolean> {
  const [kept] = await db
    .select({ passwordHash: credentials.passwordHash })
    .from(credentials)
    .where(eq(credentials.personId, personId))
    .for("share");
  return kept?.passwordHash === passwordHash;
}

import { createHmac } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { throttles } from "#drizzle/schema/auth.ts";
import type { Database } from "../db.ts";
import { foldAccountName } from "./account-name.ts";
import { networkOf } from "./client-network.ts";

/**
 * Slows down guessing, across every process on one database. A try is counted before the password is
 * looked at and given back when it was right, so tries sent at once cannot slip past the count; a try that
 * is told to wait is not counted, so the wait never grows by asking. Nobody is locked out for good: the
 * next try after the wait is heard.
 */
export type SignInThrottle = {
  /**
   * Counts a try: by address, by account and network, and by account alone. Returns the seconds to wait, or 0: go on,
   * and say `succeed` when it was right.
   */
  wait(account: string, address: string): Promise<number>;
  /** The password was right: forgets the account's failures from this network, and gives the others this try back. */
  succeed(account: string, address: string): Promise<void>;
  /** Counts a try of a set-up code, by address alone. Seconds to wait, or 0. */
  waitForCode(address: string): Promise<number>;
  /** The set-up code was right: gives the address its try back. */
  succeedWithCode(address: string): Promise<void>;
  /** Counts a try of the password by somebody signed in, apart from signing in: no stranger can use it up. Seconds, or 0. */
  waitForProof(personId: string): Promise<number>;
  /** The password was right: forgets the failures of who is signed in. */
  succeedWithProof(personId: string): Promise<void>;
  /** Counts a try of a second factor, by person: who tries knows the password already. Seconds to wait, or 0. */
  waitForFactor(personId: string): Promise<number>;
  /** The second factor was right: forgets the person's failures. */
  succeedWithFactor(personId: string): Promise<void>;
};

/** Failures are counted over 15 minutes. */
const span = 15 * 60_000;
const start = sql`(${throttles.expire} - ${span}::bigint)`;

/** What failures are counted of; `there`: an account from one network. */
type Counted = "account" | "address" | "there" | "code" | "factor" | "proof";

type Rule = {
  /** Failures within the span that cost nothing. */
  free: number;
  /** When the next try is heard, in milliseconds of the epoch, once `free` are used up. */
  next: SQL;
  /** Whether the span begins anew with each failure from the last free one on. */
  isExtended: boolean;
};

/**
 * One account from one network: after 5 failures each further try waits, from the last one: 2 s, 4 s, 8 s … up to 60 s.
 * That is at most 24 failures in 15 minutes.
 */
const ofAccountThere: Rule = { free: 5, next: growing(5, 60_000), isExtended: true };

/**
 * One account, from wherever: a net for guesses from many networks, with the same wait once 50 have failed. A stranger in
 * one network, or in two, never uses it up.
 */
const ofAccount: Rule = { free: 50, next: growing(50, 60_000), isExtended: true };

/** A whole city may stand behind one address: only after 200 failures, and then one try in 10 s. */
const ofAddress: Rule = { free: 200, next: oneInTenSeconds(200), isExtended: false };

/** A set-up code is copied from paper once: 20 failures, and then one try in 10 s. */
const ofCode: Rule = { free: 20, next: oneInTenSeconds(20), isExtended: false };

/** Who proves again who they are, signed in: as an account from one network. */
const ofProof: Rule = ofAccountThere;

/** Of a million codes three are right at any moment: the wait grows up to ten minutes. */
const ofFactor: Rule = { free: 5, next: growing(5, 600_000), isExtended: true };

/** 2 s after the last of `free` failures, and twice as long with each more, up to `most` milliseconds. */
function growing(free: number, most: number): SQL {
  return sql`(${start} + least(${most}::bigint, 2000 * power(2, least(${throttles.points} - ${free}::int, 10)))::bigint)`;
}

function oneInTenSeconds(free: number): SQL {
  return sql`(${start} + (${throttles.points} - ${free}::int + 1) * 10000::bigint)`;
}

/** `secret` keys the HMAC under which accounts and addresses are kept: the table names nobody. */
export function createSignInThrottle(
  db: Database,
  secret: Uint8Array,
  now: () => Date,
): SignInThrottle {
  const keyOf = (kind: Counted, subject: string) =>
    createHmac("sha256", secret).update(`${kind} ${subject}`).digest("hex");
  const accountKey = (account: string) => keyOf("account", foldAccountName(account));
  const addressKey = (address: string) => keyOf("address", networkOf(address));
  const thereKey = (account: string, address: string) =>
    keyOf("there", `${networkOf(address)} ${foldAccountName(account)}`);
  const rulesOf = (account: string, address: string): [string, Rule][] => [
    [addressKey(address), ofAddress],
    [thereKey(account, address), ofAccountThere],
    [accountKey(account), ofAccount],
  ];
  const codeKey = (address: string) => keyOf("code", networkOf(address));
  let tries = 0;

  async function take(key: string, rule: Rule): Promise<number> {
    const moment = now().getTime();
    if (++tries % 100 === 0) await forgetOld(db, moment);
    const isOver = sql`${throttles.expire} <= ${moment}::bigint`;
    const isExtended = sql`${rule.isExtended} and ${throttles.points} + 1 >= ${rule.free}::int`;
    const [taken] = await db
      .insert(throttles)
      .values({ key, points: 1, expire: moment + span })
      .onConflictDoUpdate({
        target: throttles.key,
        set: {
          points: sql`case when ${isOver} then 1 else ${throttles.points} + 1 end`,
          expire: sql`case when ${isOver} or (${isExtended}) then ${moment + span}::bigint
            else ${throttles.expire} end`,
        },
        setWhere: sql`${isOver} or ${throttles.points} < ${rule.free}::int or ${rule.next} <= ${moment}::bigint`,
      })
      .returning({ points: throttles.points });
    return taken ? 0 : secondsLeft(key, rule, moment);
  }

  async function secondsLeft(key: string, rule: Rule, moment: number): Promise<number> {
    const [row] = await db
      .select({ next: sql<string>`least(${rule.next}, ${throttles.expire})` })
      .from(throttles)
      .where(eq(throttles.key, key));
    // Given back meanwhile: one second, and never 0, because this try was not counted.
    return Math.max(1, Math.ceil((Number(row?.next ?? 0) - moment) / 1000));
  }

  async function giveBack(key: string): Promise<void> {
    await db
      .update(throttles)
      .set({ points: sql`greatest(${throttles.points} - 1, 0)` })
      .where(eq(throttles.key, key));
  }

  return {
    async wait(account, address) {
      const counted: string[] = [];
      for (const [key, rule] of rulesOf(account, address)) {
        const seconds = await take(key, rule);
        if (seconds > 0) {
          for (const before of counted) await giveBack(before);
          return seconds;
        }
        counted.push(key);
      }
      return 0;
    },
    async succeed(account, address) {
      await db.delete(throttles).where(eq(throttles.key, thereKey(account, address)));
      await giveBack(accountKey(account));
      await giveBack(addressKey(address));
    },
    waitForCode: (address) => take(codeKey(address), ofCode),
    succeedWithCode: (address) => giveBack(codeKey(address)),
    waitForProof: (personId) => take(keyOf("proof", personId), ofProof),
    async succeedWithProof(personId) {
      await db.delete(throttles).where(eq(throttles.key, keyOf("proof", personId)));
    },
    waitForFactor: (personId) => take(keyOf("factor", personId), ofFactor),
    async succeedWithFactor(personId) {
      await db.delete(throttles).where(eq(throttles.key, keyOf("factor", personId)));
    },
  };
}

/** Removes what is over; rows that somebody is just counting are left for the next time. */
async function forgetOld(db: Database, moment: number): Promise<void> {
  await db.execute(sql`
    delete from throttles where key in (
      select key from throttles where expire <= ${moment}::bigint for update skip locked
    )`);
}

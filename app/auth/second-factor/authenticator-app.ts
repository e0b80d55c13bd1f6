import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import { authenticatorApps } from "#drizzle/schema/second-factors.ts";
import type { Executor, Transaction } from "../../db.ts";
import type { Portal } from "../../portal.ts";
import { decrypt, encrypt, type Place } from "../../secrecy/encrypt.ts";
import type { Vault } from "../../secrecy/vault.ts";
import { holdPerson } from "../hold-person.ts";
import { describeSecret, secretBytes, stepOfCode } from "./totp.ts";

/** What a page shows of an app that is being set up. */
type PreparedApp = { uri: string; key: string };

/** So long an app that is being set up waits for its first code, in milliseconds. */
export const patience = 60 * 60_000;

/** What somebody is told whose code is of no present moment, be it mistyped, old, or of a clock that is wrong. */
export const wrongCode =
  "This code is wrong or too old. Enter the one the app shows now, and check that the phone sets its clock by itself";
/** What somebody is told whose code was entered before. */
export const usedCode = "This code was used already. Wait until the app shows the next one";

const isFresh = (madeAt: Date, now: Date) => now.getTime() - madeAt.getTime() < patience;

type Person = { personId: string; handle: string };

/**
 * Prepares an app for the person: a secret that opens nothing until a code of it was entered. Prepared again within
 * the hour, it stays the same.
 */
export async function prepareApp(
  { personId }: Person,
  portal: Pick<Portal, "db" | "now" | "vault">,
): Promise<void> {
  const { vault } = portal;
  const now = portal.now();
  await portal.db.transaction(async (tx) => {
    await holdPerson(tx, personId);
    const prepared = await readApp(tx, vault, and(of(personId), isPrepared));
    if (prepared && isFresh(prepared.madeAt, now)) return;
    if (prepared) await endApps(tx, and(of(personId), isPrepared), { by: personId, now });
    const made = randomBytes(secretBytes);
    const id = randomUUID();
    const { key, row } = vault.newDataKey(id);
    await tx.insert(authenticatorApps).values({
      ...{ id, personId, madeAt: now, secret: encrypt(key, placeOf(id), made) },
      ...{ wrappedKey: row.wrappedKey, wrappedBy: row.wrappedBy },
    });
  });
}

/** The app that is being set up, for its page; null when none was prepared within the hour. */
export async function readPreparedApp(
  { personId, handle }: Person,
  portal: Pick<Portal, "db" | "now" | "organization" | "vault">,
): Promise<PreparedApp | null> {
  const prepared = await readApp(portal.db, portal.vault, and(of(personId), isPrepared));
  if (!prepared || !isFresh(prepared.madeAt, portal.now())) return null;
  const { name } = await portal.organization();
  return describeSecret(prepared.secret, { issuer: name, label: handle });
}

/**
 * Lets the prepared app count, by a code of it, in place of the one before. Refuses a wrong code, and one of an app
 * that nobody prepared.
 */
export async function confirmApp(
  tx: Transaction,
  { vault }: Pick<Portal, "vault">,
  { personId, code, now }: { personId: string; code: string; now: Date },
): Promise<{ app: string } | { refused: string }> {
  await holdPerson(tx, personId);
  const prepared = await readApp(tx, vault, and(of(personId), isPrepared));
  if (!prepared || !isFresh(prepared.madeAt, now)) {
    return { refused: "Begin again: this took longer than an hour, or was finished elsewhere" };
  }
  const step = stepOfCode(prepared.secret, code, now);
  if (step === null) return { refused: wrongCode };
  await endApps(tx, and(of(personId), isConfirmed), { by: personId, now });
  await tx
    .update(authenticatorApps)
    .set({ confirmedAt: now, lastStep: step })
    .where(eq(authenticatorApps.id, prepared.id));
  return { app: prepared.id };
}

/**
 * Takes a code of the person's app: each is used once, also of two at the same moment, and none that is older than the
 * last. Refuses a wrong one and a used one.
 */
export async function takeCode(
  db: Executor,
  { vault, now }: Pick<Portal, "vault" | "now">,
  { personId, code }: { personId: string; code: string },
): Promise<{ app: string } | { refused: string }> {
  const app = await readApp(db, vault, and(of(personId), isConfirmed));
  const step = app ? stepOfCode(app.secret, code, now()) : null;
  if (!app || step === null) return { refused: wrongCode };
  const [used] = await db
    .update(authenticatorApps)
    .set({ lastStep: step })
    .where(and(eq(authenticatorApps.id, app.id), isConfirmed, lt(authenticatorApps.lastStep, step)))
    .returning({ id: authenticatorApps.id });
  return used ? { app: used.id } : { refused: usedCode };
}

/** Ends the person's app that counts; false where there is none. Its secret is forgotten. */
export async function endApp(
  tx: Transaction,
  personId: string,
  ended: { by: string | null; now: Date },
): Promise<boolean> {
  await endApps(tx, and(of(personId), isPrepared), ended);
  return (await endApps(tx, and(of(personId), isConfirmed), ended)) > 0;
}

const of = (personId: string) => eq(authenticatorApps.personId, personId);
const isPrepared = and(isNull(authenticatorApps.confirmedAt), isNull(authenticatorApps.endedAt));
const isConfirmed = and(
  isNotNull(authenticatorApps.confirmedAt),
  isNull(authenticatorApps.endedAt),
);

async function endApps(
  tx: Transaction,
  which: SQL | undefined,
  { by, now }: { by: string | null; now: Date },
): Promise<number> {
  const ended = await tx
    .update(authenticatorApps)
    .set({ endedAt: now, endedBy: by, secret: null, wrappedKey: null, wrappedBy: null })
    .where(which)
    .returning({ id: authenticatorApps.id });
  return ended.length;
}

async function readApp(db: Executor, vault: Vault, which: SQL | undefined) {
  const [row] = await db.select().from(authenticatorApps).where(which);
  if (!row?.secret) return null;
  const { id, secret, madeAt } = row;
  return { id, madeAt, secret: decrypt(vault.openDataKey(row), placeOf(id), secret) };
}

const placeOf = (id: string): Place => ({ table: "authenticator_apps", column: "secret", row: id });

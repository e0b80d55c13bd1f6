import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { copyOut } from "#app/copy-out.ts";
import { startMerge } from "#app/people/import/decide-import.ts";
import { readImportFile } from "#app/people/import/imports.ts";
import { receiveImport } from "#app/people/import/receive-import.ts";
import { connect } from "#server/database.ts";
import { openPortal } from "#server/open-portal.ts";
import { sessionLimits } from "#server/session-limits.ts";
import { readSettings } from "#server/settings.ts";
import { csv } from "#tests/people/import/import-kit.ts";
import { expectAllOnce, startWork } from "#tests/support/city-at-work.ts";
import { startPgbouncer } from "#tests/support/pgbouncer.ts";
import { startPortal } from "#tests/support/running-portal.ts";
import { foundSmallCity, type SmallCity } from "#tests/support/small-city.ts";
import { visitor } from "#tests/support/visitor.ts";

const stops = new AsyncDisposableStack();
let city: SmallCity;
let pooled: SmallCity["env"] & { DATABASE_POOLER: string };
let administrator: postgres.Sql;

beforeAll(async () => {
  city = await foundSmallCity({ people: 8 });
  stops.defer(city.stop);
  administrator = postgres(city.server.superuserUrl, { max: 1, onnotice: () => {} });
  stops.defer(() => administrator.end());
  // Fewer connections than one pool of the portal has: each is lent to another with every transaction.
  const pooler = await startPgbouncer(city.server.portalUrl, { connections: 4 });
  stops.defer(pooler.stop);
  pooled = { ...city.env, DATABASE_URL: pooler.url, DATABASE_POOLER: "transaction" };
});
afterAll(() => stops.disposeAsync());

/** The connections the pooler has open, opened anew: settings of a role count from the beginning of one. */
const openAnew = () => administrator`
  select pg_terminate_backend(pid) from pg_stat_activity where usename = 'signpost_portal'`;

test("a pooler that nobody spoke of is named, with what to set", async () => {
  await expect(startPortal({ ...pooled, DATABASE_POOLER: "" })).rejects.toThrow(
    "Set DATABASE_POOLER=transaction",
  );
});

test("a role without limits of its own is refused, with the statements that give it some", async () => {
  for (const limit of Object.keys(sessionLimits)) {
    await administrator.unsafe(`alter role signpost_portal reset ${limit}`);
  }
  await openAnew();
  const refused = await startPortal(pooled).then(() => "nothing", String);
  const statements = refused.match(/alter role [^;]*;/g) ?? [];
  expect(statements).toHaveLength(3);
  for (const statement of statements) await administrator.unsafe(statement);
  await openAnew();
});

test("people work through it, and what they were told stands in the database once", async () => {
  const portal = await startPortal(pooled);
  stops.defer(portal.stop);
  const work = startWork(city, portal.url, { atOnce: 8, reports: 2 });
  await work.done;
  expect(work.sentAgain).toBe(0);
  await expectAllOnce(city, work);
  // Neither a warning nor an error.
  expect(portal.said()).not.toContain('"level":');
});

test("what reads with a cursor, copies, or asks for longer does so in one transaction, and leaves nothing behind", async () => {
  const settings = readSettings({ ...pooled, LOG_LEVEL: "error" });
  const database = await connect(settings);
  stops.defer(() => database.close());
  const now = () => new Date();
  const portal = await openPortal(settings, database, { now, publicUrl: "http://127.0.0.1" });
  const hr = { personId: city.residents[0]?.id, roles: ["hr-training"] } as Viewer;
  await city.owner`
    insert into grants (person_id, role, granted_at) values (${hr.personId}, 'hr-training', now())`;

  const copies = Array.from({ length: 6 }, async () => {
    const query = sql`select handle from people where handle like ${"B%"} order by handle`;
    const pieces: Uint8Array[] = [];
    for await (const piece of copyOut(portal.db.$client, query)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  });
  const rows = Array.from({ length: 40 }, (_, n) => ({ number: String(7000 + n) }));
  const received = await receiveImport(hr, portal, {
    upload: { name: "directory.csv", bytes: new TextEncoder().encode(csv(rows)) },
    ...{ effectiveOn: "2026-11-23", formId: randomUUID() },
  });
  if ("refused" in received) throw new Error(received.refused);
  const { number } = received;
  // The running portal reads and merges it.
  const file = () => readImportFile(hr, portal, String(number));
  await expect.poll(file).toMatchObject({ stage: "ready" });
  await startMerge(hr, portal, number, (await file())?.changesDigest ?? "");
  await expect.poll(file).toMatchObject({ stage: "merged", counts: { new: 40 } });
  const everybody = city.residents.map((one) => `${one.number}\r\n`).join("");
  expect(await Promise.all(copies)).toEqual(Array(6).fill(everybody));
  for (let time = 0; time < 8; time++) {
    const [kept] = await portal.db.$client`select current_setting('statement_timeout') as patience`;
    expect(kept?.patience).toBe("30s");
  }
  // What the running portal does at this moment comes to its end.
  const left = () => administrator`
    select pid from pg_stat_activity where usename = 'signpost_portal' and (
      state <> 'idle' or pid in (select pid from pg_locks where locktype = 'advisory'))`;
  await expect.poll(left).toEqual([]);
});

test("a database that is away behind it is said in the same words, and found again by the same process", async () => {
  const portal = await startPortal(pooled);
  stops.defer(portal.stop);
  await city.server.crash();
  const asked = await Promise.all(
    ["/policy", "/policy", "/sign-in", "/health"].map((path) => visitor(portal.url).ask(path)),
  );
  await city.server.startAgain();
  expect(asked.map(({ status }) => status)).toEqual([503, 503, 200, 503]);
  expect(asked[0]?.text).toContain(
    "The database cannot be reached at the moment. Nothing was lost",
  );
  const status = async () => (await visitor(portal.url).ask("/policy")).status;
  await expect.poll(status).toBe(200);
});

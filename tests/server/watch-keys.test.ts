import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { rotateSigningKey } from "#app/ledger/rotate-signing-key.ts";
import { openSeal, sealCommitted } from "#app/ledger/seal.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { rotateWrappingKey } from "#app/secrecy/rotate-wrapping-key.ts";
import { openVault } from "#app/secrecy/vault.ts";
import { keysInUse, watchKeys } from "#server/watch-keys.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let folder: string;
let faults: unknown[];
let running: { keys: typeof city.portal.keys; vault: typeof city.portal.vault };
let watching: ReturnType<typeof watchKeys>;

/** A portal that runs on keys of a folder of its own, and says so as a worker does. */
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "signpost-watch-")), "keys");
  await cp(join(city.home, "keys"), folder, { recursive: true });
  const keys = await loadKeys(folder, { mayCreate: false });
  const cases = await loadCaseKeys(folder, { mayCreate: false });
  if ("refused" in keys || "refused" in cases) throw new Error("There are no keys.");
  running = { keys, vault: openVault(cases) };
  faults = [];
  const say = async () => {
    await city.database.owner`
      insert into job_workers (id, beat_at, keys) values ('running', now(), ${keysInUse(running)})
      on conflict (id) do update set beat_at = now(), keys = excluded.keys`;
  };
  await say();
  const onError = (problem: unknown) => faults.push(problem);
  watching = watchKeys(running, folder, { everyMs: 20, onRead: say, onError });
});
afterEach(async () => {
  await watching.stop();
  await city.database.owner`delete from job_workers`;
  // The next test begins with the keys this one left.
  await cp(folder, join(city.home, "keys"), { recursive: true });
});

const rotation = () => {
  const { owner, db } = city.database;
  return { db, owner, folder, now: city.portal.now, patience: 20 };
};

test("while the portal runs, another key signs, and what was signed before still verifies", async () => {
  const { owner } = city.database;
  const newest = async () => {
    await sealCommitted(owner, running.keys, city.portal.now());
    const [seal] = await owner`select signature from ledger_seals order by number desc limit 1`;
    return seal?.signature as string;
  };
  const [before, kid] = [await newest(), running.keys.kid];

  const done = await rotateSigningKey(rotation());

  if ("refused" in done) throw new Error(done.refused);
  expect(done.before).toBe(kid);
  await vi.waitFor(() => expect(running.keys.kid).toBe(done.kid));
  const after = await newest();
  expect(JSON.parse(String(Buffer.from(after.split(".")[0] ?? "", "base64url"))).kid).toBe(
    done.kid,
  );
  const published = publicKeySet(running.keys);
  expect(published.keys.map((key) => key.kid)).toEqual([done.kid, kid]);
  for (const seal of [before, after])
    expect(await openSeal(seal, published)).toHaveProperty("seal");
  const [record] = await owner`
    select body::json -> 'facts' as facts from ledger_records where act = 'rotate-signing-key'`;
  expect(record?.facts).toEqual({ kid: done.kid, before: kid });
  expect(JSON.stringify(published)).not.toContain('"d"');
});

test("a portal elsewhere that has not read the new public key keeps the old one signing", async () => {
  const { owner } = city.database;
  await owner`insert into job_workers (id, beat_at, keys) values ('elsewhere', now(), 'other')`;
  const kid = running.keys.kid;

  const done = await rotateSigningKey({ ...rotation(), patience: 1 });

  expect(done).toEqual({ refused: expect.stringContaining("to every machine of the portal") });
  const keys = await loadKeys(folder, { mayCreate: false });
  if ("refused" in keys) throw new Error(keys.refused);
  expect(keys.kid).toBe(kid);
  expect(keys.published.map((key) => key.kid)).toContain(keys.next?.kid);
  await owner`delete from job_workers where id = 'elsewhere'`;
  expect(await rotateSigningKey(rotation())).toMatchObject({ kid: keys.next?.kid, before: kid });
});

test("while the portal runs and reports arrive, another key wraps, and each report opens", async () => {
  const { owner } = city.database;
  const portal = { ...city.portal, vault: running.vault };
  let isOver = false;
  const arriving = (async () => {
    while (!isOver) await fileReport(portal);
  })();

  const done = await rotateWrappingKey(rotation());

  isOver = true;
  await arriving;
  if ("refused" in done) throw new Error(done.refused);
  await vi.waitFor(() => expect(running.vault.kids).toEqual([done.kid]));
  const rows = await owner`
    select id, wrapped_key as "wrappedKey", wrapped_by as "wrappedBy" from data_keys where wrapped_key is not null`;
  expect(new Set(rows.map(({ wrappedBy }) => wrappedBy))).toEqual(new Set([done.kid]));
  for (const row of rows) expect(running.vault.openDataKey(row as never)).toHaveLength(32);
});

test("files that are damaged while the portal runs are said, and it goes on with the keys it has", async () => {
  const before = keysInUse(running);
  const path = join(folder, "case-keys.json");
  const whole = await readFile(path, "utf8");
  await writeFile(path, whole.slice(0, 80));
  await vi.waitFor(() => expect(String(faults[0])).toMatch(/damaged/));
  expect(keysInUse(running)).toBe(before);
  await writeFile(path, whole.replace(/"k": "..../, '"k": "AAAA'));
  await vi.waitFor(() => expect(String(faults.at(-1))).toMatch(/another key of digests/));
  expect(keysInUse(running)).toBe(before);
  await writeFile(path, whole);
});

import { randomUUID } from "node:crypto";
import { copyFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readStagedEvidence } from "#app/evidence-files/staged-evidence.ts";
import {
  openLogDraft,
  openOrBeginLogDraft,
  saveLogDraft,
  takingFiles,
} from "#app/exchanges/log/log-draft.ts";
import { readMessages, writeToOffice } from "#app/intake/messages.ts";
import { openOwnReport } from "#app/intake/open-report.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { changingKeysAlone, nameKeys, readKeyNames } from "#app/secrecy/key-rotation.ts";
import { rotateWrappingKey } from "#app/secrecy/rotate-wrapping-key.ts";
import { openVault } from "#app/secrecy/vault.ts";
import { oneOfEachWrapping } from "#app/secrecy/wrapped-keys.ts";
import { disposeOf, openTestCase } from "#tests/support/cases.ts";
import { upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let folder: string;
let path: string;

beforeAll(async () => {
  for (let n = 0; n < 20; n++) await fileReport(city.portal);
});

/** A folder with a copy of the keys in use, as they were when the last test left them. */
let inUse: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signpost-rotate-"));
  path = join(folder, "case-keys.json");
  inUse ??= await readFile(join(city.home, "keys", "case-keys.json"), "utf8");
  await copyFile(join(city.home, "keys", "ledger-keys.json"), join(folder, "ledger-keys.json"));
  await writeFile(path, inUse, { mode: 0o600 });
  return async () => {
    inUse = await readFile(path, "utf8");
  };
});

const rotate = () => {
  const { owner, db } = city.database;
  return changingKeysAlone(owner, () =>
    rotateWrappingKey({ db, owner, now: city.portal.now, folder, patience: 0 }),
  );
};
const kidsInFile = async () =>
  JSON.parse(await readFile(path, "utf8")).keys.map(({ kid }: { kid: string }) => kid);
const wrappedBy = async () => {
  const rows = await city.database.owner<{ kid: string; keys: number }[]>`
    select wrapped_by as kid, count(*)::int as keys from data_keys where wrapped_key is not null
    group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ kid, keys }) => [kid, keys]));
};
async function portalNow() {
  const keys = await loadCaseKeys(folder, { mayCreate: false });
  if ("refused" in keys) throw new Error(keys.refused);
  return { ...city.portal, vault: openVault(keys) };
}

test("a new key wraps all, the old one is gone, no ciphertext is touched, and the ledger says so", async () => {
  const { owner } = city.database;
  const { report } = await fileReport(await portalNow());
  await writeToOffice(await portalNow(), report, {
    words: "Still here.",
    formId: crypto.randomUUID(),
  });
  const ciphertexts = () => owner`
    select id, answers as bytes from violation_reports union all select id, words from report_messages order by id`;
  const before = { texts: await ciphertexts(), wrapped: await wrappedBy() };

  const done = await rotate();

  if ("refused" in done) throw new Error(done.refused);
  expect(Object.keys(before.wrapped)).not.toContain(done.kid);
  expect(await wrappedBy()).toEqual({ [done.kid]: done.keys });
  expect(await kidsInFile()).toEqual(["index", done.kid]);
  expect(await ciphertexts()).toEqual(before.texts);
  const portal = await portalNow();
  const opened = await openOwnReport(portal, report.id);
  if (!opened) throw new Error("The report is gone.");
  expect(await readMessages(portal.db, opened)).toMatchObject([{ words: "Still here." }]);
  const [record] = await owner`
    select body::json -> 'facts' as facts from ledger_records where act = 'rotate-case-keys' order by id desc limit 1`;
  expect(record?.facts).toEqual({ kid: done.kid, keys: done.keys });
});

test("interrupted half-way, every report still opens; run again, it goes on with the same new key", async () => {
  const { owner } = city.database;
  await fileReport(await portalNow());
  const [last] = await owner`select id from data_keys order by id desc limit 1`;
  // The last row refuses: the process dies with its batch undone, and the new key in the file.
  await owner.unsafe(`
    create function die() returns trigger language plpgsql as $$
    begin if old.id = '${last?.id}' then raise exception 'died'; end if; return new; end $$;
    create trigger a_death before update on data_keys for each row execute function die()`);
  await expect(rotate()).rejects.toThrow();
  const [, begun, old] = await kidsInFile();
  expect(old).toBeDefined();
  const portal = await portalNow();
  const reports = await owner`select id from violation_reports`;
  for (const { id } of reports) expect(await openOwnReport(portal, id)).toBeDefined();
  const between = await fileReport(portal);
  await owner`drop function die() cascade`;

  const done = await rotate();

  expect(done).toMatchObject({ kid: begun });
  expect(await kidsInFile()).toEqual(["index", begun]);
  for (const { id } of [...reports, between.report]) {
    expect(await openOwnReport(await portalNow(), id)).toBeDefined();
  }
});

test("nothing wraps with a new key before each running portal has read it, and none goes while one uses it", async () => {
  const { owner } = city.database;
  const [old] = (await kidsInFile()).slice(1);
  const wrapped = await wrappedBy();
  const { keys: ledger } = city.portal;
  const elsewhere = (kids: string[]) => owner`
    insert into job_workers (id, beat_at, keys) values ('elsewhere', now(), ${nameKeys(ledger, kids)})
    on conflict (id) do update set keys = excluded.keys`;
  const waits = {
    refused: expect.stringMatching(/^1 running portals have not read .* run this again/),
  };
  await elsewhere([old]);

  expect(await rotate()).toEqual(waits);
  const [, , made] = await kidsInFile();
  expect(await kidsInFile()).toEqual(["index", old, made]);
  expect((await portalNow()).vault.newDataKey(randomUUID()).row.wrappedBy).toBe(old);
  expect(await rotate()).toEqual(waits);
  expect(await kidsInFile()).toEqual(["index", old, made]);

  await elsewhere([old, made]);
  expect(await rotate()).toEqual(waits);
  expect(await kidsInFile()).toEqual(["index", made, old]);
  expect((await portalNow()).vault.newDataKey(randomUUID()).row.wrappedBy).toBe(made);
  expect(await wrappedBy()).toEqual(wrapped);

  await elsewhere([made, old]);
  expect(await rotate()).toMatchObject({ kid: made });
  expect(await kidsInFile()).toEqual(["index", made]);
  expect(Object.keys(await wrappedBy())).toEqual([made]);
  await owner`delete from job_workers`;
});

test("nothing is rotated with the keys of another portal, or twice at once", async () => {
  const { owner } = city.database;
  const [file, wrapped] = [await readFile(path, "utf8"), await wrappedBy()];
  await owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('signpost: rotating keys'))`;
    expect(await rotate()).toEqual({ refused: expect.stringContaining("already") });
  });
  const right = path;
  const elsewhere = await mkdtemp(join(tmpdir(), "signpost-rotate-"));
  await loadCaseKeys(elsewhere, { mayCreate: true });
  folder = elsewhere;
  expect(await rotate()).toEqual({ refused: expect.stringContaining("not those of this portal") });
  expect(await readFile(right, "utf8")).toBe(file);
  expect(await wrappedBy()).toEqual(wrapped);
});

test("a key that was destroyed stays destroyed", async () => {
  const now = { portal: await portalNow(), viewer: city.viewer };
  const number = await openTestCase(now);
  await disposeOf(now, number);
  const done = await rotate();
  expect(done).toHaveProperty("kid");
  const [report] = await city.database.owner`
    select r.report_id as id, k.wrapped_key as key from case_reports r join cases c on c.id = r.case_id
      join data_keys k on k.id = c.key_id
    where c.number = ${number}`;
  expect(report?.key).toBeNull();
  expect(await openOwnReport(await portalNow(), report?.id)).toBeUndefined();
});

test("drafts of exchange reports open under the new key with their files, and no ciphertext is touched", async () => {
  const { owner, db } = city.database;
  const id = randomUUID();
  const before = { ...(await portalNow()) };
  const ray = await city.viewer("1004");
  const about = { about: { person: "1006" }, exchangeId: null };
  const draft = await openOrBeginLogDraft(ray, before, id, about);
  if (!draft) throw new Error("The draft was not begun.");
  await saveLogDraft(before, draft, { said: "Still a draft." });
  const files = upload([{ name: "note.txt", bytes: "a note" }]);
  await receiveEvidence(before, files, { draft: takingFiles(draft) });
  const body = () => owner`select body from exchange_drafts where id = ${id}`;
  const sealed = await body();
  expect((await oneOfEachWrapping(db)).map((one) => one.id)).toContain(id);

  const done = await rotate();

  if ("refused" in done) throw new Error(done.refused);
  const [row] = await owner`select wrapped_by as kid from exchange_drafts where id = ${id}`;
  expect(row?.kid).toBe(done.kid);
  const wrapped = await wrappedBy();
  expect(done.keys).toBe((wrapped[done.kid] ?? 0) + 1);
  expect(await body()).toEqual(sealed);
  const opened = await openLogDraft(ray, await portalNow(), id);
  if (!opened) throw new Error("The draft is gone.");
  expect(opened.typed).toEqual({ said: "Still a draft." });
  expect(await readStagedEvidence(before, opened)).toMatchObject([{ name: "note.txt" }]);
  await expect(openLogDraft(ray, before, id)).rejects.toThrow(/lack wrap-/);
});

test("the names of the keys of a portal are read as they were written, however often one changed", () => {
  const written = (published: string[], kids: string[]) =>
    readKeyNames(nameKeys({ kid: "s2", published: published.map((kid) => ({ kid })) }, kids));
  const signing = { signs: "s2", published: ["s1", "s2"] };
  expect(written(["s1", "s2"], ["w2", "w1"])).toEqual({ ...signing, wraps: "w2", older: ["w1"] });
  expect(written(["s1", "s2"], [])).toEqual({ ...signing, wraps: null, older: [] });
});

test("a report being filed meanwhile is waited for, and opens", async () => {
  const { owner } = city.database;
  const filedBy = await portalNow();
  const stays = await owner.reserve();
  await stays`begin`;
  await stays`lock table report_codes in access exclusive mode`;
  const filing = fileReport(filedBy);
  await expect
    .poll(async () => (await owner`select from pg_locks where not granted`).length)
    .toBeGreaterThan(0);

  expect(await rotate()).toEqual({ refused: expect.stringMatching(/written .* run this again/i) });
  await stays`rollback`;
  stays.release();
  const { report } = await filing;
  expect(await rotate()).toHaveProperty("kid");

  expect((await kidsInFile()).length).toBe(2);
  expect(await openOwnReport(await portalNow(), report.id)).toBeDefined();
});

test("what a process that was held up wraps with the key that went is refused, not lost", async () => {
  const { owner, portal: role } = city.database;
  const heldUp = await portalNow();
  const [old] = heldUp.vault.kids;
  expect(await rotate()).toHaveProperty("kid");
  const before = await wrappedBy();

  await expect(fileReport(heldUp)).rejects.toThrow();

  expect(await wrappedBy()).toEqual(before);
  const refused = { constraint_name: "keys_are_wrapped_by_one_in_use" };
  for (const sql of [owner, role]) {
    await expect(
      sql`insert into data_keys values (gen_random_uuid(), '\\x00', ${old ?? ""})`,
    ).rejects.toMatchObject(refused);
  }
  await expect(
    owner`update data_keys set wrapped_by = ${old ?? ""} where wrapped_key is not null`,
  ).rejects.toMatchObject(refused);
  await expect(owner`delete from retired_wrapping_keys`).rejects.toThrow();
});

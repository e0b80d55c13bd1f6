import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CaseKeys, loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "signpost-case-keys-"));
});
afterAll(() => rm(home, { recursive: true }));

async function newKeys(name: string): Promise<{ keys: CaseKeys; folder: string; path: string }> {
  const folder = join(home, name, "keys");
  const keys = await loadCaseKeys(folder, { mayCreate: true });
  if ("refused" in keys) throw new Error(keys.refused);
  return { keys, folder, path: join(folder, "case-keys.json") };
}

describe("the keys of cases", () => {
  test("are made once, and are the same ever after", async () => {
    const { keys, folder } = await newKeys("once");
    expect(await loadCaseKeys(folder, { mayCreate: false })).toEqual(keys);
  });

  test("are one set for processes that start at once", async () => {
    const folder = join(home, "race", "keys");
    const loaded = await Promise.all(
      Array.from({ length: 12 }, () => loadCaseKeys(folder, { mayCreate: true })),
    );
    expect(new Set(loaded.map((keys) => JSON.stringify(keys))).size).toBe(1);
    expect(await readdir(folder)).toEqual(["case-keys.json"]);
  });

  test("lie in a file that only its owner can read", async () => {
    const { path, folder } = await newKeys("closed");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test.each([
    ["empty", () => ""],
    ["cut short", (text: string) => text.slice(0, 100)],
    ["not JSON", () => "keys"],
    ["without keys", () => '{"keys":[]}'],
    [
      "without a key that wraps",
      (text: string) => text.replace(/,\s*\{\s*"kty": "oct",\s*"kid": "wrap[^}]+\}/, ""),
    ],
    [
      "without the key of digests",
      (text: string) => text.replace('"kid": "index"', '"kid": "other"'),
    ],
    ["of a key too short", (text: string) => text.replace(/"k": "..../, '"k": "')],
  ])(
    "are refused in words when the file is %s, even where keys may be made",
    async (fault, damage) => {
      const { path, folder } = await newKeys(`damaged ${fault}`);
      const damaged = damage(await readFile(path, "utf8"));
      await writeFile(path, damaged);
      expect(await loadCaseKeys(folder, { mayCreate: true })).toEqual({
        refused: expect.stringMatching(/damaged\. Put your copy/),
      });
      expect(await readFile(path, "utf8")).toBe(damaged);
    },
  );
});

describe("a portal with encrypted reports", () => {
  const city = testPortal();
  beforeAll(() => fileReport(city.portal));

  const start = (folder: string) =>
    openPortal(readSettings({ SIGNPOST_HOME: home, KEYS_FOLDER: folder }), city.database, {
      now: city.portal.now,
      publicUrl: city.portal.publicUrl,
    });

  test("does not start without the file, and makes no other", async () => {
    const folder = join(home, "gone", "keys");
    await expect(start(folder)).rejects.toThrow(/There are no case keys at .*Put your copy/);
    expect(await readdir(folder)).not.toContain("case-keys.json");
  });

  test("does not start with the keys of another portal", async () => {
    const { folder } = await newKeys("another");
    await expect(start(folder)).rejects.toThrow(/are not those of this portal\. Put your copy/);
  });

  test("does not start with its own wrapping key beside another key of digests", async () => {
    const { folder, path } = await newKeys("another index");
    const [other] = JSON.parse(await readFile(path, "utf8")).keys;
    const own = JSON.parse(await readFile(join(city.home, "keys", "case-keys.json"), "utf8"));
    await writeFile(path, JSON.stringify({ keys: [other, ...own.keys.slice(1)] }));
    await expect(start(folder)).rejects.toThrow(/are not those of this portal\. Put your copy/);
    await writeFile(path, JSON.stringify(own));
    expect((await start(folder)).vault).toBeDefined();
  });

  test("does not start with a damaged file", async () => {
    const { folder, path } = await newKeys("damaged");
    await writeFile(path, "{");
    await expect(start(folder)).rejects.toThrow(/damaged\. Put your copy/);
  });

  test("does not start with a file that opens some of its reports and not others", async () => {
    const { vault } = city.portal;
    const { keys, folder } = await newKeys("some");
    const { owner } = city.database;
    // One more report, wrapped by the key of that other file.
    const { openVault } = await import("#app/secrecy/vault.ts");
    const { row } = openVault(keys).newDataKey(crypto.randomUUID());
    await owner`insert into data_keys (id, wrapped_key, wrapped_by) values (${row.id}, ${row.wrappedKey}, ${row.wrappedBy})`;
    await expect(start(folder)).rejects.toThrow(/are not those of this portal/);
    expect(() => vault.openDataKey(row)).toThrow(/The case keys lack wrap-/);
  });
});

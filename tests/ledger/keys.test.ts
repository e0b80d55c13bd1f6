import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calculateJwkThumbprint } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Keys, loadKeys, publicKeySet, readPublicKeySet } from "#app/ledger/keys.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "signpost-keys-"));
});
afterAll(() => rm(home, { recursive: true }));

async function newKeys(name: string): Promise<{ keys: Keys; path: string; folder: string }> {
  const folder = join(home, name, "keys");
  const keys = await loadKeys(folder, { mayCreate: true });
  if ("refused" in keys) throw new Error(keys.refused);
  const [file] = await readdir(folder);
  return { keys, folder, path: join(folder, file as string) };
}

describe("the ledger's keys", () => {
  it("are made once, and are the same ever after", async () => {
    const { keys, folder } = await newKeys("once");
    const again = await loadKeys(folder, { mayCreate: false });
    expect(again).toMatchObject({ kid: keys.kid, published: keys.published });
    expect((again as Keys).throttleSecret).toEqual(keys.throttleSecret);
    expect(keys.throttleSecret).toHaveLength(32);
  });

  it("are one set for processes that start at once, with nothing left lying about", async () => {
    const folder = join(home, "race", "keys");
    const loaded = await Promise.all(
      Array.from({ length: 12 }, () => loadKeys(folder, { mayCreate: true })),
    );
    expect(new Set(loaded.map((keys) => (keys as Keys).kid)).size).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("lie in a file and a folder that only their owner can read", async () => {
    const open = join(home, "open", "keys");
    await mkdir(open, { recursive: true });
    await chmod(open, 0o755);
    const { path, folder } = await newKeys("open");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it("are named by the thumbprint of RFC 7638", async () => {
    const { keys } = await newKeys("thumbprint");
    const [{ kty, crv, x, kid } = {}] = keys.published;
    expect(kid).toBe(keys.kid);
    expect(kid).toBe(await calculateJwkThumbprint({ kty: kty as string, crv, x }));
  });

  it("are refused in words when they are missing and may not be made", async () => {
    const folder = join(home, "missing", "keys");
    expect(await loadKeys(folder, { mayCreate: false })).toEqual({
      refused: expect.stringContaining(folder),
    });
    await expect(stat(folder)).rejects.toThrow();
  });

  it.each([
    ["empty", () => ""],
    ["cut short", (text: string) => text.slice(0, 100)],
    ["not JSON", () => "keys"],
    ["without keys", () => '{"keys":[]}'],
    ["without the private part", (text: string) => text.replace(/"d": "[^"]+",/, "")],
    ["without the secret", (text: string) => text.replace(/"kid": "throttle"/, '"kid": "other"')],
    ["of two halves", (text: string) => text.replace(/"d": "...../, '"d": "AAAAA')],
    ["named after another key", (text: string) => text.replace('"kid": "', '"kid": "x')],
  ])("are refused when the file is %s, even where keys may be made", async (fault, damage) => {
    const { path, folder } = await newKeys(`damaged ${fault}`);
    const damaged = damage(await readFile(path, "utf8"));
    await writeFile(path, damaged);
    expect(await loadKeys(folder, { mayCreate: true })).toEqual({
      refused: expect.stringMatching(/damaged/),
    });
    expect(await readFile(path, "utf8")).toBe(damaged);
  });
});

describe("the published keys", () => {
  it("never hold a private part or the secret", async () => {
    const { keys, path } = await newKeys("published");
    const secret = JSON.parse(await readFile(path, "utf8")).keys;
    const published = JSON.stringify(publicKeySet(keys));
    expect(published).not.toContain('"d"');
    expect(published).not.toContain(secret[0].d);
    expect(published).not.toContain(secret[1].k);
    expect(JSON.parse(published).keys).toHaveLength(1);
  });

  it("include those that no longer sign, without the private part left in by mistake", async () => {
    const old = await newKeys("old");
    const { path, folder, keys } = await newKeys("rotated");
    const file = JSON.parse(await readFile(path, "utf8"));
    const retired = JSON.parse(await readFile(old.path, "utf8")).keys[0];
    await writeFile(path, JSON.stringify({ keys: [...file.keys, retired] }));
    const rotated = (await loadKeys(folder, { mayCreate: false })) as Keys;
    expect(rotated.kid).toBe(keys.kid);
    const set = publicKeySet(rotated);
    expect(set.keys.map(({ kid }) => kid)).toEqual([keys.kid, old.keys.kid]);
    expect(JSON.stringify(set)).not.toContain(retired.d);
  });

  it("can be read back from a copy, and a text without any is refused", async () => {
    const { keys } = await newKeys("copy");
    const copy = readPublicKeySet(JSON.stringify(publicKeySet(keys)));
    expect(copy).toMatchObject({ keys: [{ kid: keys.kid }] });
    for (const text of ["", "{}", "null", '{"keys":[{"kty":"RSA"}]}']) {
      expect(readPublicKeySet(text)).toHaveProperty("refused");
    }
  });
});

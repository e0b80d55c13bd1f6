import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicKeySet } from "#app/ledger/keys.ts";
import { testDatabase } from "#tests/support/database.ts";
import { runCommand } from "./run-command.ts";
import { setGuardsAside } from "./tampering.ts";
import { newKeys, writeLedger } from "./written-ledger.ts";

const database = testDatabase();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "signpost-ledger-"));
  const keys = await newKeys();
  await writeLedger(database, keys);
  const [last] = await database.owner`
    select signature from ledger_seals order by number desc limit 1`;
  await writeFile(join(folder, "anchor.jws"), `${last?.signature}\n`);
  await writeFile(join(folder, "jwks.json"), JSON.stringify(publicKeySet(keys)));
});
afterAll(() => rm(folder, { recursive: true }));

const verify = (...flags: string[]) =>
  runCommand("ledger-verify", ["--keys", "jwks.json", ...flags], {
    folder,
    env: {
      DATABASE_URL: database.portalUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      PUBLIC_URL: "https://portal.example.ca",
    },
  });

describe("npm run ledger:verify", () => {
  it("says that all is in order", async () => {
    expect(await verify("--anchor", "anchor.jws")).toEqual({
      status: 0,
      said: "18 records under 3 seals are in order; 0 wait for a seal.\n",
      complained: "",
    });
  });

  it("ends with 1 and a sentence when the anchor cannot be read", async () => {
    expect(await verify("--anchor", "missing.jws")).toEqual({
      status: 1,
      said: "",
      complained: "missing.jws cannot be read.\n",
    });
  });

  it("ends with 1 and the first fault", async () => {
    const { owner } = database;
    await setGuardsAside(owner);
    await owner`delete from ledger_seals where number = 3`;
    await owner`
      delete from ledger_records where id in (select record_id from ledger_leaves where seal = 3)`;
    await owner`delete from ledger_leaves where seal = 3`;
    const cut = await verify("--anchor", "anchor.jws");
    expect(cut).toMatchObject({
      status: 1,
      complained: expect.stringMatching(/^The end was cut off/),
    });
  });
});

import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { backUp } from "#server/backup/back-up.ts";
import { restore } from "#server/backup/restore.ts";
import type { EmbeddedPostgres } from "#server/embedded-postgres.ts";
import { place, rowsOf } from "#tests/support/backups.ts";
import { startDebianPostgres } from "#tests/support/debian-postgres.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { upload } from "#tests/support/evidence.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
let debian: EmbeddedPostgres;

beforeAll(async () => {
  debian = await startDebianPostgres();
  const { report } = await fileReport(city.portal);
  const files = [{ name: "a.txt", bytes: "It is a circus.\n\t\\N\n".repeat(1000) }];
  await receiveEvidence(city.portal, upload(files), { holder: report, by: null });
  await sealCommitted(city.database.owner, city.portal.keys, aMonday);
});
afterAll(() => debian?.stop());

test("a backup comes back on another version of PostgreSQL, and from there again", async () => {
  const parent = await place();
  const keysFolder = join(city.home, "keys");
  const rows = await rowsOf(city.database.owner);
  const there = postgres(debian.ownerUrl, { max: 1, onnotice: () => {} });
  const here = await emptyDatabase();
  try {
    const first = await backUp(city.database.ownerUrl, join(parent, "here"));
    const restored = await restore(debian.ownerUrl, { folder: join(parent, "here"), keysFolder });
    expect(restored).toMatchObject({ ledger: { fault: null, seals: 1 }, rollUps: [] });
    expect(await rowsOf(there)).toEqual(rows);

    const second = await backUp(debian.ownerUrl, join(parent, "there"));
    await restore(here.ownerUrl, { folder: join(parent, "there"), keysFolder });
    expect(await rowsOf(here.owner)).toEqual(rows);
    expect("postgres" in first && first.postgres).not.toBe("postgres" in second && second.postgres);
  } finally {
    await there.end();
  }
});

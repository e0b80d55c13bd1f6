import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "#app/db.ts";
import { downloadEvidence } from "#app/evidence-files/open-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { type OpenReport, openReport } from "#app/intake/open-report.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { backUp } from "#server/backup/back-up.ts";
import { restore } from "#server/backup/restore.ts";
import { inOrderOfReference, readSequences, readTables } from "#server/backup/tables.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { runCommand } from "#tests/ledger/run-command.ts";
import { jobsOf, place, rowsOf } from "#tests/support/backups.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { aPicture, bytesOf, upload } from "#tests/support/evidence.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
/** Of three pieces. */
const long = Buffer.from("It is a circus. ".repeat(40_000));
let report: OpenReport;
let evidence = "";

beforeAll(async () => {
  const { owner } = city.database;
  ({ report } = await fileReport(city.portal));
  const files = [
    { name: "long.txt", bytes: long },
    { name: "a.jpg", bytes: await aPicture() },
  ];
  const { arrived } = await receiveEvidence(city.portal, upload(files), {
    holder: report,
    by: null,
  });
  evidence = arrived[0]?.id ?? "";
  // What COPY has to put differently, where any text may stand.
  await owner`
    insert into throttles (key, points) values
      (${"tab\t line\n return\r back\\slash \\N \\. \u0001\u001f\u007f\u2028 👩‍🚒 é"}, 1), ('', 2), (${"\\."}, 3)`;
  await owner`
    insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor)
    select 'somebody signed in', id, now() + interval '1 day', now() + interval '1 day', now(), 'password', false
    from people limit 1`;
  await sealCommitted(owner, city.portal.keys, aMonday);
});

const keysFolder = () => join(city.home, "keys");

test("a backup taken while people write comes back as the portal was at one moment, row by row", async () => {
  const { owner, ownerUrl } = city.database;
  const helen = await city.viewer("1002");
  let [acts, isOver] = [0, false];
  const write = async () => {
    for (; !isOver; acts++) {
      await fileReport(city.portal, { reporter: { personId: helen.personId, name: "Helen Osei" } });
    }
  };
  const writing = Promise.all([write(), write()]);
  const folder = join(await place(), "backup");
  let [rows, jobs]: [string[], unknown[]] = [[], []];
  const made = await backUp(ownerUrl, folder, {
    begun: async (tx) => {
      [rows, jobs] = [await rowsOf(tx), await jobsOf(tx)];
      const before = acts;
      await expect.poll(() => acts, { interval: 10 }).toBeGreaterThan(before + 2);
    },
  }).finally(() => {
    isOver = true;
  });
  await writing;
  if ("refused" in made) throw new Error(made.refused);
  expect((await rowsOf(owner)).length).toBeGreaterThan(rows.length);

  const empty = await emptyDatabase();
  const restored = await restore(empty.ownerUrl, { folder, keysFolder: keysFolder() });

  expect(restored).toMatchObject({ ledger: { fault: null }, rollUps: [] });
  expect(await rowsOf(empty.owner)).toEqual(rows);
  expect(await jobsOf(empty.owner)).toEqual(jobs);
  expect(jobs).toContainEqual(expect.objectContaining({ task: "make-viewing-copy" }));
  expect(await readSequences(empty.owner)).toEqual(made.sequences);
  expect("ledger" in restored && restored.ledger.seals).toBe(1);
});

test("what was restored is guarded as before, nobody is signed in, and evidence opens byte for byte", async () => {
  const folder = join(await place(), "backup");
  await backUp(city.database.ownerUrl, folder);
  const { ownerUrl, owner } = await emptyDatabase();
  await restore(ownerUrl, { folder, keysFolder: keysFolder() });

  const asleep = owner`select from pg_trigger where not tgisinternal and tgenabled <> 'O'`;
  expect(await asleep).toEqual([]);
  await expect(owner`delete from ledger_records`).rejects.toMatchObject({ code: "23001" });
  expect(await owner`select from sessions`).toEqual([]);
  expect((await readdir(folder)).filter((name) => /^(sessions|job_workers)/.test(name))).toEqual(
    [],
  );

  const portal = await openPortal(
    readSettings({ SIGNPOST_HOME: city.home }),
    { portal: owner, db: openDatabase(owner) },
    { now: () => aMonday, publicUrl: city.portal.publicUrl },
  );
  const joanne = await city.viewer("1014");
  const again = await openReport(joanne, portal, report.number);
  if (!again) throw new Error("The report is not there.");
  const handed = await downloadEvidence(joanne, portal, again, { file: evidence, isLook: false });
  expect((await bytesOf(handed)).equals(long)).toBe(true);
});

test("the tables of a portal can be filled one after the other", async () => {
  const { owner } = city.database;
  const tables = await readTables(owner);
  expect((await inOrderOfReference(owner, tables)).toSorted()).toEqual(tables.toSorted());
});

test("the command writes files nobody else can read, and says where the keys are", async () => {
  const folder = await place();
  const { portalUrl, ownerUrl } = city.database;
  const env = {
    ...{ DATABASE_URL: portalUrl, DATABASE_OWNER_URL: ownerUrl, KEYS_FOLDER: keysFolder() },
  };
  const backup = await runCommand("backup", ["tonight"], { folder, env });
  expect(backup).toMatchObject({ status: 0, complained: "" });
  expect(backup.said).toContain(`${folder}/tonight is whole`);
  expect(backup.said).toContain(`the keys, in ${keysFolder()}: keep their copy apart`);
  expect(await readdir(folder)).toEqual(["tonight"]);
  expect((await stat(join(folder, "tonight"))).mode & 0o777).toBe(0o700);
  for (const name of await readdir(join(folder, "tonight"))) {
    expect((await stat(join(folder, "tonight", name))).mode & 0o777).toBe(0o600);
  }
  expect(await runCommand("restore", ["--check", "tonight"], { folder, env })).toMatchObject({
    status: 0,
    said: expect.stringContaining("is whole"),
  });
  expect(await runCommand("restore", ["tonight"], { folder, env })).toMatchObject({
    status: 1,
    complained: expect.stringMatching(
      /^This database is not empty, and nothing was loaded\. .*\.\n$/,
    ),
  });
  const empty = await emptyDatabase();
  const into = { ...env, DATABASE_URL: empty.portalUrl, DATABASE_OWNER_URL: empty.ownerUrl };
  expect(await runCommand("restore", ["tonight"], { folder, env: into })).toMatchObject({
    status: 0,
    complained: "",
    said: expect.stringMatching(/\d+ records under \d+ seals are in order/),
  });
});

test("a backup goes into a new folder, beside what is there", async () => {
  const folder = await place();
  const { ownerUrl } = city.database;
  await mkdir(join(folder, "there"));
  expect(await backUp(ownerUrl, join(folder, "there"))).toEqual({
    refused: expect.stringContaining("is there already"),
  });
  expect(await backUp(ownerUrl, join(folder, "missing", "new"))).toEqual({
    refused: expect.stringContaining(`There is no folder ${join(folder, "missing")}`),
  });
  const empty = await emptyDatabase();
  expect(await backUp(empty.ownerUrl, join(folder, "new"))).toEqual({
    refused: expect.stringContaining("There is no portal in this database"),
  });
  expect(await readdir(folder)).toEqual(["there"]);
});

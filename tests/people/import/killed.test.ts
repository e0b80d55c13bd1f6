import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { startMerge } from "#app/people/import/decide-import.ts";
import { mergeImport } from "#app/people/import/merge-import.ts";
import { readImport } from "#app/people/import/read-import.ts";
import { projectFolder } from "#server/settings.ts";
import { testPortal } from "#tests/support/portal.ts";
import { csv, importKit } from "./import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

test("a merge killed in the middle leaves nothing, and the next run finishes it", async () => {
  const { owner } = city.database;
  const rows = Array.from({ length: 50 }, (_, n) => ({
    ...{ number: String(6000 + n), supervisor: n === 0 ? "" : "6000", leaveFrom: "2026-11-01" },
  }));
  const { number, changesDigest } = await kit.read(rows);
  await startMerge(hr, city.portal, number, changesDigest ?? "");
  const { home } = city;
  // People and their work are written before leaves: held up there, the merge is half done.
  const held = await owner.reserve();
  await held`begin`;
  await held`lock table leaves in share mode`;
  const worker = spawn(
    process.execPath,
    [
      join(projectFolder, "tests/people/import/merge-process.ts"),
      city.database.portalUrl,
      String(number),
    ],
    { env: { ...process.env, SIGNPOST_HOME: home }, stdio: "inherit" },
  );
  await vi.waitFor(
    async () => {
      const waiting = await owner`
        select from pg_locks where relation = 'leaves'::regclass and not granted`;
      expect(waiting).toHaveLength(1);
    },
    { timeout: 30_000, interval: 100 },
  );
  worker.kill("SIGKILL");
  await once(worker, "exit");
  await held`rollback`;
  held.release();

  const found = async () => {
    const [counted] = await owner`
      select (select count(*)::int from people where handle like '60__') as people,
        (select count(*)::int from ledger_records where act = 'import-directory') as records`;
    return counted;
  };
  expect(await found()).toEqual({ people: 0, records: 0 });
  expect(await kit.find(number)).toMatchObject({ stage: "merging" });

  await mergeImport(city.portal, number);
  await mergeImport(city.portal, number);

  expect(await found()).toEqual({ people: 50, records: 1 });
  expect(await kit.find(number)).toMatchObject({ stage: "merged", counts: { new: 50 } });
  expect(await kit.leaves("6049")).toEqual(["2026-11-01 …"]);
}, 60_000);

test("a reading that died starts over, and counts nothing twice", async () => {
  const received = await kit.receive(csv([{ number: "6101" }, { number: "6102" }]));
  const number = "number" in received ? received.number : 0;
  await city.database.owner`
    insert into directory_import_rows (import, row, employee_number, search_words)
    values (${number}, 2, '6101', '')`;
  await city.database.owner`
    insert into directory_import_faults (import, row, "column", mend)
    values (${number}, 2, '', 'left by the one that died')`;

  await readImport(city.portal, number);
  await readImport(city.portal, number);

  expect(await kit.find(number)).toMatchObject({ stage: "ready", counts: { rows: 2, new: 2 } });
});

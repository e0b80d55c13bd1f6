import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { attachStagedEvidence } from "#app/evidence-files/attach-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readStagedEvidence } from "#app/evidence-files/staged-evidence.ts";
import { sweepEvidence } from "#app/evidence-files/sweep-evidence.ts";
import { newDraftKey, saveDraft } from "#app/intake/draft.ts";
import { openDraft } from "#app/intake/form/open-draft.ts";
import { upload } from "#tests/support/evidence.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
const text = () => upload([{ name: "a.txt", bytes: "a" }]);
const hoursLater = (hours: number) => city.at(new Date(aMonday.getTime() + hours * 3_600_000));
beforeEach(() => hoursLater(0));

async function isThere(id: string): Promise<boolean> {
  const [row] = await city.database.owner`
    select (select count(*)::int from evidence_files where id = ${id}) as files,
      (select count(*)::int from evidence_pieces where file_id = ${id}) as pieces`;
  expect(row?.files).toBe(row?.pieces);
  return row?.files === 1;
}

/** A file of one piece that nothing holds, as an upload leaves one that was killed. */
async function leftBehind(): Promise<string> {
  const id = randomUUID();
  await city.database.portal`insert into evidence_files values (${id}, '2026-11-23')`;
  await city.database.portal`
    insert into evidence_pieces values (${id}, 0, ${Buffer.alloc(40)})`;
  return id;
}

describe("what nobody holds", () => {
  test("is removed when the day after it arrived is over, however much it is", async () => {
    const ids = await Promise.all(Array.from({ length: 45 }, leftBehind));
    hoursLater(24);
    await sweepEvidence(city.portal);
    expect(await isThere(ids[0] ?? "")).toBe(true);
    hoursLater(48);
    await sweepEvidence(city.portal);
    for (const id of ids) expect(await isThere(id)).toBe(false);
  });
});

describe("what was staged", () => {
  test("stays as long as its draft lives, and goes with it", async () => {
    const draft = newDraftKey();
    await saveDraft(city.portal, city.portal.db, draft, {});
    await receiveEvidence(city.portal, text(), { draft: openDraft(city.portal, draft) });
    const [file] = await readStagedEvidence(city.portal, draft);
    hoursLater(20);
    await saveDraft(city.portal, city.portal.db, draft, {});
    hoursLater(40);
    await sweepEvidence(city.portal);
    expect(await isThere(file?.id ?? "")).toBe(true);
    hoursLater(46);
    await sweepEvidence(city.portal);
    expect(await isThere(file?.id ?? "")).toBe(false);
  });

  test("for a draft that is not saved yet has the rest of its day", async () => {
    const draft = newDraftKey();
    await receiveEvidence(city.portal, text(), { draft: openDraft(city.portal, draft) });
    const [file] = await readStagedEvidence(city.portal, draft);
    hoursLater(1);
    await sweepEvidence(city.portal);
    expect(await isThere(file?.id ?? "")).toBe(true);
    hoursLater(15);
    await sweepEvidence(city.portal);
    expect(await isThere(file?.id ?? "")).toBe(false);
  });
});

test("what is attached is never swept, not even while it is being attached", async () => {
  const { report } = await fileReport(city.portal);
  await receiveEvidence(city.portal, text(), { holder: report, by: null });
  const draft = newDraftKey();
  await receiveEvidence(city.portal, text(), { draft: openDraft(city.portal, draft) });
  hoursLater(50);
  const { sweeping } = await city.portal.db.transaction(async (tx) => {
    await attachStagedEvidence(city.portal, tx, report, draft);
    const under = sweepEvidence(city.portal);
    await somebodyWaits();
    return { sweeping: under };
  });
  await sweeping;
  const { owner } = city.database;
  const attached = await owner`
    select count(*)::int as pieces from held_evidence join evidence_pieces using (file_id)
    where key_id = ${report.keyId}`;
  expect(attached).toMatchObject([{ pieces: 2 }]);
});

/** Answers once a statement waits for another's lock; fails the test when none ever does. */
async function somebodyWaits(): Promise<void> {
  for (let look = 0; look < 5000; look++) {
    const [row] = await city.database.owner`
      select count(*)::int as waiting from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`;
    if (row?.waiting > 0) return;
  }
  throw new Error("Nobody waits.");
}

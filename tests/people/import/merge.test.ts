import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { discardImport, startMerge } from "#app/people/import/decide-import.ts";
import {
  readAbsent,
  readChanges,
  readImportFile,
  readImports,
} from "#app/people/import/imports.ts";
import { readLines } from "#app/people/import/lines.ts";
import { readLostZeros } from "#app/people/import/lost-zeros.ts";
import { mergeImport } from "#app/people/import/merge-import.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";
import { importKit, type Row } from "./import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

/** Two who are always there, and somebody beside them. */
const boss: Row = { number: "2001", given: "Bo", position: "Superintendent" };

test("a new person comes with their work, leave, supervisor and department", async () => {
  const found = await kit.read([
    boss,
    {
      ...{ number: "2002", given: "Zoë", family: "Lépine", email: "zoe@example.org" },
      ...{
        department: "Fire Hall",
        position: "Firefighter",
        type: "part time",
        supervisor: "2001",
      },
      ...{ from: "2025-02-03", until: "2027-01-01" },
      ...{ leaveFrom: "2026-11-01", leaveUntil: "2026-12-01" },
    },
  ]);
  expect(found).toMatchObject({
    stage: "ready",
    counts: { rows: 2, new: 2, changed: 0, unchanged: 0, returning: 0, departments: 1 },
  });
  const merged = await kit.merge(found.number);

  expect(merged).toMatchObject({ stage: "merged", decidedBy: "Helen Osei" });
  expect(await kit.work("2002")).toEqual(["2025-02-03 2027-01-01 Fire Hall Firefighter 2001"]);
  expect(await kit.leaves("2002")).toEqual(["2026-11-01 2026-12-01"]);
});

test("the same file twice changes nothing", async () => {
  const rows = [boss, { number: "2003", supervisor: "2001", leaveFrom: "2026-11-01" }];
  await kit.merge((await kit.read(rows)).number);
  const again = await kit.read(rows);
  expect(again.counts).toMatchObject({ new: 0, changed: 0, returning: 0, unchanged: 2 });
  const before = await city.database.owner`select count(*) from employments`;
  expect(await kit.merge(again.number)).toMatchObject({ stage: "merged" });
  expect(await city.database.owner`select count(*) from employments`).toEqual(before);
});

test("another department, position or supervisor is a transfer from the day the file holds", async () => {
  const row = { number: "2010", supervisor: "2001" };
  await kit.merge((await kit.read([boss, row])).number);
  const moved = { ...row, department: "Recreation", position: "Attendant", supervisor: "1008" };
  const found = await kit.read([boss, moved], "2026-12-01");
  expect(await kit.changes(found.number, "changed")).toEqual([
    expect.objectContaining({
      number: "2010",
      changes: [
        ["department", "Public Works", "Recreation"],
        ["position", "Labourer", "Attendant"],
        ["supervisor", "Bo Example (2001)", "Priya Raman (1008)"],
      ],
    }),
  ]);
  await kit.merge(found.number);

  expect(await kit.work("2010")).toEqual([
    "2024-01-01 2026-11-30 Public Works Labourer 2001",
    "2026-12-01 … Recreation Attendant 1008",
  ]);
  const again = await kit.read([boss, moved], "2026-12-15");
  expect(again.counts).toMatchObject({ changed: 0, unchanged: 2 });
});

test("a transfer leaves what was recorded for later as it is", async () => {
  const row = { number: "2011" };
  await kit.merge((await kit.read([row])).number);
  await kit.merge((await kit.read([{ ...row, position: "Foreperson" }], "2027-03-01")).number);
  await kit.merge((await kit.read([{ ...row, position: "Driver" }], "2026-12-01")).number);

  expect(await kit.work("2011")).toEqual([
    "2024-01-01 2026-11-30 Public Works Labourer",
    "2026-12-01 2027-02-28 Public Works Driver",
    "2027-03-01 … Public Works Foreperson",
  ]);
});

test("another start or end date corrects the period, whatever transfers lie in it", async () => {
  const row = { number: "2012" };
  await kit.merge((await kit.read([row])).number);
  await kit.merge((await kit.read([{ ...row, position: "Driver" }], "2026-06-01")).number);
  const corrected = { ...row, position: "Driver", from: "2023-06-01", until: "2027-04-30" };
  const found = await kit.read([corrected]);
  expect(await kit.changes(found.number, "changed")).toMatchObject([
    {
      changes: [
        ["fromOn", "2024-01-01", "2023-06-01"],
        ["untilOn", null, "2027-04-30"],
      ],
    },
  ]);
  await kit.merge(found.number);

  expect(await kit.work("2012")).toEqual([
    "2023-06-01 2026-05-31 Public Works Labourer",
    "2026-06-01 2027-04-30 Public Works Driver",
  ]);
  expect((await kit.read([corrected])).counts).toMatchObject({ unchanged: 1 });
});

test("an end before a transfer takes the transfer away", async () => {
  const row = { number: "2013" };
  await kit.merge((await kit.read([row])).number);
  await kit.merge((await kit.read([{ ...row, position: "Driver" }], "2027-01-01")).number);
  await kit.merge((await kit.read([{ ...row, until: "2026-11-30" }])).number);
  expect(await kit.work("2013")).toEqual(["2024-01-01 2026-11-30 Public Works Labourer"]);
});

test("somebody who ended and comes back is the same person with a new period", async () => {
  const summer = { number: "2014", type: "seasonal", from: "2025-05-01", until: "2025-08-31" };
  await kit.merge((await kit.read([summer])).number);
  const [before] = await city.database.owner`select id from people where handle = '2014'`;
  const next = { ...summer, from: "2026-05-01", until: "2026-12-31", position: "Lifeguard" };
  const found = await kit.read([next]);
  expect(found.counts).toMatchObject({ returning: 1, changed: 0, new: 0 });
  await kit.merge(found.number);

  expect(await kit.work("2014")).toEqual([
    "2025-05-01 2025-08-31 Public Works Labourer",
    "2026-05-01 2026-12-31 Public Works Lifeguard",
  ]);
  expect(await city.database.owner`select id from people where handle = '2014'`).toEqual([before]);
  expect((await kit.read([next])).counts).toMatchObject({ unchanged: 1 });
});

test("coming back on the day after the last one is a period of its own, too", async () => {
  const first = { number: "2015", from: "2025-05-01", until: "2026-04-30" };
  await kit.merge((await kit.read([first])).number);
  const next = { ...first, from: "2026-05-01", until: "2027-04-30" };
  await kit.merge((await kit.read([next])).number);
  expect(await kit.work("2015")).toHaveLength(2);
  expect((await kit.read([next])).counts).toMatchObject({ unchanged: 1, changed: 0 });
});

test("a leave takes the place of one it overlaps, and an empty cell ends one that lasts", async () => {
  const row = { number: "2016" };
  const away = { ...row, leaveFrom: "2026-10-01", leaveUntil: "2026-12-31" };
  await kit.merge((await kit.read([away])).number);
  await kit.merge((await kit.read([{ ...away, leaveUntil: "2027-02-28" }])).number);
  expect(await kit.leaves("2016")).toEqual(["2026-10-01 2027-02-28"]);
  await kit.merge((await kit.read([row])).number);
  expect(await kit.leaves("2016")).toEqual(["2026-10-01 2026-11-22"]);
  expect((await kit.read([row])).counts).toMatchObject({ unchanged: 1 });
});

test("days of a leave that a corrected period loses go with them", async () => {
  const first = { number: "2031", position: "Driver", from: "2024-01-18", until: "2024-04-04" };
  const away = { ...first, leaveFrom: "2024-01-21", leaveUntil: "2024-03-25" };
  await kit.merge((await kit.read([away])).number);
  // Moved before the leave, which nobody could be on: it would wait for a day on which the file ends it.
  const moved = { ...first, from: "2024-01-04", until: "2024-01-11", position: "Labourer" };
  const found = await kit.read([moved], "2024-01-08");
  expect(await kit.changes(found.number, "changed")).toMatchObject([
    {
      changes: [
        ["position", "Driver", "Labourer"],
        ["fromOn", "2024-01-18", "2024-01-04"],
        ["untilOn", "2024-04-04", "2024-01-11"],
        ["leave", "2024-01-21 to 2024-03-25", null],
      ],
    },
  ]);
  await kit.merge(found.number);
  expect(await kit.leaves("2031")).toEqual([]);
  expect(await kit.work("2031")).toEqual([
    "2024-01-04 2024-01-07 Public Works Driver",
    "2024-01-08 2024-01-11 Public Works Labourer",
  ]);
  for (const day of ["2024-01-08", "2024-02-17"]) {
    expect((await kit.read([moved], day)).counts).toMatchObject({ changed: 0, unchanged: 1 });
  }
});

test("an empty cell of leave speaks of the period of its row alone", async () => {
  const before = { number: "2032", from: "2024-01-01", until: "2024-05-31" };
  const away = { ...before, leaveFrom: "2024-05-01", leaveUntil: "2024-05-31" };
  await kit.merge((await kit.read([away])).number);
  const next = { number: "2032", from: "2025-01-01" };
  await kit.merge((await kit.read([next], "2024-05-10")).number);
  expect(await kit.leaves("2032")).toEqual(["2024-05-01 2024-05-31"]);
  await kit.merge((await kit.read([before], "2024-07-01")).number);
  expect(await kit.leaves("2032")).toEqual(["2024-05-01 2024-05-31"]);
});

test("who comes back from a leave without an end is not away any more", async () => {
  const before = { number: "2033", from: "2024-01-01", until: "2024-05-31" };
  await kit.merge((await kit.read([{ ...before, leaveFrom: "2024-05-01" }])).number);
  const next = { number: "2033", from: "2025-01-01" };
  await kit.merge((await kit.read([next], "2024-12-01")).number);
  expect(await kit.leaves("2033")).toEqual(["2024-05-01 2024-12-31"]);
  expect((await kit.read([next], "2025-02-01")).counts).toMatchObject({ unchanged: 1 });
});

test("a file without supervisors leaves them where a period moves", async () => {
  const row = { number: "2034", from: "2024-03-01", supervisor: "1004" };
  await kit.merge((await kit.read([row])).number);
  const narrow = [
    "Employee number,Given name,Family name,Department,Position,Employment type,Start date,End date",
    "2034,Alex,Example,Public Works,Labourer,Permanent,2024-01-01,2024-01-31",
  ].join("\n");
  await kit.merge((await kit.read(narrow)).number);
  expect(await kit.work("2034")).toEqual(["2024-01-01 2024-01-31 Public Works Labourer 1004"]);
});

test("the same file later differs where something recorded for later has begun", async () => {
  const row = { number: "2035" };
  await kit.merge((await kit.read([row])).number);
  await kit.merge((await kit.read([{ ...row, position: "Foreperson" }], "2027-03-01")).number);
  expect((await kit.read([row], "2027-02-28")).counts).toMatchObject({ unchanged: 1 });
  const found = await kit.read([row], "2027-03-01");
  expect(await kit.changes(found.number, "changed")).toMatchObject([
    { changes: [["position", "Foreperson", "Labourer"]] },
  ]);
});

test("a column the file does not have changes nothing", async () => {
  const row = {
    ...{ number: "2017", email: "al@example.org", supervisor: "1004" },
    ...{ leaveFrom: "2026-11-01" },
  };
  await kit.merge((await kit.read([row])).number);
  const narrow = [
    "Employee number,Given name,Family name,Department,Position,Employment type,Start date",
    "2017,Al,Example,Public Works,Labourer,Permanent,2024-01-01",
  ].join("\n");
  const found = await kit.read(narrow);
  expect(await kit.changes(found.number, "changed")).toMatchObject([
    { changes: [["givenName", "Alex", "Al"]] },
  ]);
  await kit.merge(found.number);
  expect(await kit.work("2017")).toEqual(["2024-01-01 … Public Works Labourer 1004"]);
  expect(await kit.leaves("2017")).toEqual(["2026-11-01 …"]);
  const [person] = await city.database.owner`
    select email, search_words from people where handle = '2017'`;
  expect(person).toEqual({
    email: "al@example.org",
    search_words: "al example 2017 al example org",
  });
});

test("an address may pass from one person to another", async () => {
  const [one, other] = [
    { number: "2018", email: "front.desk@example.org" },
    { number: "2019", email: "back.desk@example.org" },
  ];
  await kit.merge((await kit.read([one, other])).number);
  const swapped = [
    { ...one, email: other.email },
    { ...other, email: "Front.Desk@example.org" },
  ];
  expect(await kit.merge((await kit.read(swapped)).number)).toMatchObject({ stage: "merged" });
});

test("people from outside are never touched, and never absent", async () => {
  const outside = await city.database.owner`select * from people where is_outside order by id`;
  const found = await kit.read([boss]);
  expect(found.counts?.absent).toBeGreaterThan(0);
  const absent = await city.database.owner`
    select from directory_import_absences a join people p on p.id = a.person_id
    where p.is_outside`;
  expect(absent).toHaveLength(0);
  await kit.merge(found.number);
  expect(await city.database.owner`select * from people where is_outside order by id`).toEqual(
    outside,
  );
});

test("numbers that lost their zeros are named beside those they were, and nothing is refused", async () => {
  const whole: Row[] = [
    { number: "0042", given: "Zora", family: "Nulik" },
    { number: "00430", given: "Nils" },
    { number: "44", given: "Viv" },
  ];
  await kit.merge((await kit.read(whole)).number);
  expect(await readLostZeros(hr, city.portal, (await kit.read(whole)).number)).toBeNull();
  const spoilt = [{ ...whole[0], number: "42" }, { ...whole[1], number: "430" }, { number: "044" }];
  const found = await kit.read(spoilt as Row[]);
  expect(found).toMatchObject({ stage: "ready", counts: { new: 3 } });
  expect(await readLostZeros(hr, city.portal, found.number)).toEqual({
    count: 2,
    column: "Employee number",
    some: [
      { inFile: "42", inDirectory: "0042", name: "Zora Nulik" },
      { inFile: "430", inDirectory: "00430", name: "Nils Example" },
    ],
  });
  expect(await readLostZeros(await city.viewer("1004"), city.portal, found.number)).toBeNull();
  expect(await kit.merge(found.number)).toMatchObject({ stage: "merged" });
});

test("a circle on a day that is past is refused at the merge, and its people are named", async () => {
  const ira = { number: "2040", given: "Ira", until: "2024-12-31" };
  const jo = { number: "2041", given: "Jo", supervisor: "2040" };
  await kit.merge((await kit.read([ira, jo])).number);
  const free = { ...jo, supervisor: "" };
  await kit.merge((await kit.read([ira, free], "2024-07-01")).number);
  // Today nobody is in a circle; in the spring of 2024 Jo still reported to Ira.
  const kim = { number: "2042", given: "Kim", supervisor: "2041" };
  const found = await kit.read([{ ...ira, supervisor: "2042" }, free, kim]);
  expect(found.stage).toBe("ready");
  const { stage, note } = await kit.merge(found.number);

  expect(stage).toBe("ready");
  const names = ["Ira Example (2040)", "Kim Example (2042)", "Jo Example (2041)"];
  const turns = names.map((_, at) =>
    [0, 1, 2, 3].map((step) => names[(at + step) % 3]).join(" reports to "),
  );
  expect(turns.some((turn) => note?.includes(`on some day ${turn}, in a circle`))).toBe(true);
  expect(await kit.work("2042")).toEqual([]);
});

test("absent is not leaving; who is said to leave does so on the last day said", async () => {
  await kit.merge((await kit.read([boss, { number: "2020" }, { number: "2021" }])).number);
  const found = await kit.read([boss]);
  expect(await kit.leave(found.number, ["2020"], "2020-01-01")).toEqual({
    refused: "Choose a later day: Alex Example had not started on it",
  });
  await kit.leave(found.number, ["2020", "2021"], "2026-12-24");
  await kit.leave(found.number, ["2021"], null);
  const merged = await kit.merge(found.number);

  expect(merged.counts).toMatchObject({ leaving: 1 });
  expect(await kit.work("2020")).toEqual(["2024-01-01 2026-12-24 Public Works Labourer"]);
  expect(await kit.work("2021")).toEqual(["2024-01-01 … Public Works Labourer"]);
});

test("departments are one whatever their case", async () => {
  await kit.merge((await kit.read([{ number: "2022", department: "PUBLIC works" }])).number);
  expect(await kit.work("2022")).toEqual(["2024-01-01 … Public Works Labourer"]);
  expect((await kit.read([{ number: "2022", department: "PUBLIC works" }])).counts).toMatchObject({
    unchanged: 1,
    departments: 0,
  });
});

test("one ledger record holds the counts and the digest of the list that is kept", async () => {
  const { number, changesDigest } = await kit.merge((await kit.read([{ number: "2023" }])).number);
  const [record] = await city.database.owner`
    select body from ledger_records where act = 'import-directory'
    order by recorded_at desc, id desc limit 1`;
  const { facts, by } = JSON.parse(record?.body);
  expect(by).toBe(hr.personId);
  expect(facts).toMatchObject({ import: number, changes: changesDigest, counts: { new: 1 } });
  const lines = await readLines(hr, city.portal, number);
  expect(createHash("sha256").update(lines).digest("hex")).toBe(changesDigest);
  const kept = await city.database.owner`
    select from directory_import_pieces where import = ${number}
    union all select from directory_import_rows where import = ${number}`;
  expect(kept).toHaveLength(0);
});

test("a directory that changed since goes back to the preview, and says for whom", async () => {
  await kit.merge((await kit.read([{ number: "2024" }])).number);
  const found = await kit.read([{ number: "2024", position: "Driver" }]);
  await city.database.owner`
    update employments set superseded_at = now()
    where person_id = (select id from people where handle = '2024')`;
  const back = await kit.merge(found.number);

  expect(back.stage).toBe("ready");
  expect(back.note).toContain("The directory changed since you looked");
  expect(back.note).toContain("Alex Example (2024)");
  expect(await kit.merge(found.number)).toMatchObject({ stage: "merged" });
  expect(await kit.work("2024")).toEqual(["2024-01-01 … Public Works Driver"]);
});

test("a change that does not matter to the file does not hold it up", async () => {
  const found = await kit.read([{ number: "2025" }]);
  await hire(city.portal, { number: "2026" }, { fromOn: "2026-01-01" });
  expect(await kit.merge(found.number)).toMatchObject({ stage: "merged" });
});

test("only the preview that was looked at is merged, once", async () => {
  const { number, changesDigest } = await kit.read([{ number: "2027" }]);
  expect(await startMerge(hr, city.portal, number, "another")).toHaveProperty("refused");
  await kit.merge(number);
  expect(await startMerge(hr, city.portal, number, changesDigest ?? "")).toHaveProperty("refused");
  expect(await discardImport(hr, city.portal, number)).toHaveProperty("refused");
});

test("a discarded file leaves nothing but that it was sent", async () => {
  const { number } = await kit.read([{ number: "2028" }]);
  await discardImport(hr, city.portal, number);
  expect(await kit.find(number)).toMatchObject({ stage: "discarded", decidedBy: "Helen Osei" });
  expect(await kit.changes(number, "new")).toEqual([]);
  expect(await city.database.owner`select from people where handle = '2028'`).toHaveLength(0);
});

test("the jobs that bring duties up to date follow a merge", async () => {
  const { number, changesDigest } = await kit.read([{ number: "2029" }]);
  await startMerge(hr, city.portal, number, changesDigest ?? "");
  await mergeImport(city.portal, number);
  const jobs = await city.database.owner`
    select from graphile_worker.jobs where task_identifier = 'bring-duties-up-to-date'`;
  expect(jobs).toHaveLength(1);
});

test("to somebody without the grant there is no import", async () => {
  const { number } = await kit.read([{ number: "2030" }]);
  const supervisor = await city.viewer("1004");
  expect(await readImportFile(supervisor, city.portal, String(number))).toBeUndefined();
  expect((await readImports(supervisor, city.portal, { before: null })).imports).toEqual([]);
  const list = { number, kind: "new" as const };
  expect((await readChanges(supervisor, city.portal, list, null)).rows).toEqual([]);
  expect((await readAbsent(supervisor, city.portal, number, null)).rows).toEqual([]);
  expect(await readLines(supervisor, city.portal, number)).toBe("");
});

test("whoever merges a file becomes nobody's supervisor by it; a colleague merges it, and what was so stays", async () => {
  const rows = [boss, { number: "2090", given: "Ida", supervisor: "1002" }];
  const { number, changesDigest } = await kit.read(rows);
  const refused = await startMerge(hr, city.portal, number, changesDigest ?? "");
  expect(refused).toEqual({
    refused:
      "Ask a colleague to merge this file: it makes you the supervisor of Ida Example (2090), and nobody does that for themselves",
  });
  // Around the act: it goes back to the preview.
  await city.database.owner`
    update directory_imports set stage = 'merging', decided_by = ${hr.personId}, decided_at = now()
    where number = ${number}`;
  await mergeImport(city.portal, number);
  expect(await kit.find(number)).toMatchObject({
    stage: "ready",
    note: expect.stringContaining("Ask a colleague to merge this file"),
  });

  const colleague = await city.viewer("1012");
  const found = await kit.find(number);
  await startMerge(colleague, city.portal, number, found.changesDigest ?? "");
  await mergeImport(city.portal, number);
  expect(await kit.work("2090")).toEqual(["2024-01-01 … Public Works Labourer 1002"]);

  const moved = await kit.read([boss, { ...rows[1], number: "2090", position: "Operator" }]);
  expect(await kit.merge(moved.number)).toMatchObject({ stage: "merged" });
});

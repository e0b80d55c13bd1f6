import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { actWords } from "#app/ledger/act-words.ts";
import { type ListedRecord, readListedRecords } from "#app/ledger/listed-records.ts";
import { readOneRecord } from "#app/ledger/one-record.ts";
import { findPeople } from "#app/ledger/person-found.ts";
import { privacyOfActs } from "#app/ledger/private-acts.ts";
import { type Act, type Facts, writeRecord } from "#app/ledger/record.ts";
import { readRecordFilter } from "#app/ledger/record-filter.ts";
import { sayRecord } from "#app/ledger/say-record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { readSeals } from "#app/ledger/seals.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { auditorOf } from "./for-others.ts";
import { anAct } from "./written-ledger.ts";

const city = testPortal();
let omar: Viewer;
const day = 86_400_000;

beforeAll(async () => {
  omar = await auditorOf(city);
  const { owner } = city.database;
  const { portal } = city;
  await sealCommitted(owner, portal.keys, portal.now());
  const helen = await city.viewer("1002");
  for (let days = 1; days <= 3; days++) {
    const at = new Date(aMonday.getTime() + days * day);
    for (let record = 0; record < 5; record++) {
      await writeRecord(portal.db, anAct({ at, by: helen.personId }));
    }
    await writeRecord(
      portal.db,
      anAct({ act: "end-rule", facts: { rule: days }, about: null, at }),
    );
    await sealCommitted(owner, portal.keys, at);
  }
});

const list = (asked: object = {}, size = 500) =>
  readListedRecords(omar, city.portal, { personId: null, ...asked }, { place: null, size });
const places = (rows: ListedRecord[]) => rows.map(({ seal, position }) => [seal, position]);

test("records come in ledger order, newest first, whole whatever the size of a page", async () => {
  const { owner } = city.database;
  const leaves = await owner`
    select seal, position from ledger_leaves order by seal desc, position desc`;
  const found: ListedRecord[] = [];
  let page = await list({}, 7);
  for (;;) {
    found.push(...page.rows);
    if (!page.next) break;
    page = await readListedRecords(
      ...([omar, city.portal, { personId: null }, { place: page.next, size: 7 }] as const),
    );
  }
  expect(places(found)).toEqual(leaves.map(({ seal, position }) => [seal, position]));
  const back = page.previous;
  const before = await readListedRecords(
    ...([omar, city.portal, { personId: null }, { place: back, size: 7 }] as const),
  );
  expect(places(before.rows)).toEqual(
    places(found.slice(-7 - page.rows.length, -page.rows.length)),
  );
});

test("they are found by the day of their seal, by act and by person, and by all of these", async () => {
  const helen = await city.viewer("1002");
  const tuesday = { from: "2026-11-24", until: "2026-11-24" };
  expect((await list(tuesday)).rows).toHaveLength(6);
  expect((await list({ from: "2026-11-25" })).rows).toHaveLength(12);
  expect((await list({ until: "2026-11-22" })).rows).toHaveLength(0);
  expect((await list({ from: "2026-12-25" })).rows).toHaveLength(0);
  expect((await list({ act: "end-rule" })).rows.map(({ sentence }) => sentence)).toEqual([
    "The portal ended assignment rule 3.",
    "The portal ended assignment rule 2.",
    "The portal ended assignment rule 1.",
  ]);
  const byHelen = { personId: helen.personId };
  expect((await list({ ...byHelen, ...tuesday, act: "assign" })).rows).toHaveLength(5);
  const [{ count } = {}] = await city.database.owner`
    select count(*)::int from ledger_records
    where about = ${helen.personId} or body::json ->> 'by' = ${helen.personId}`;
  expect((await list(byHelen)).rows).toHaveLength(count);
  const firstFive = (await list(byHelen, 5)).rows;
  expect(places(firstFive)).toEqual(places((await list(byHelen)).rows.slice(0, 5)));
});

test("a person is found by name or by the whole number", async () => {
  const names = async (typed: string) =>
    (await findPeople(omar, city.portal.db, typed)).people.map(({ handle }) => handle);
  expect(await names("1002")).toEqual(["1002"]);
  expect(await names("osei hel")).toEqual(["1002"]);
  expect((await names("r")).length).toBeGreaterThan(1);
  const others = await findPeople(await city.viewer("1006"), city.portal.db, "1002");
  expect(others).toEqual({ people: [], more: false });
});

test("a record that may be read has a page with its bytes and its proof", async () => {
  const [row] = (await list({ act: "publish-version" })).rows;
  const found = await readOneRecord(omar, city.portal, row?.at ?? "");
  expect(JSON.parse(found?.body ?? "")).toMatchObject({ act: "publish-version", id: row?.at });
  expect(found?.proof).toMatchObject({ position: row?.position });
  expect(await readOneRecord(omar, city.portal, `${row?.seal}.${row?.position}`)).toEqual(found);
  for (const wrong of ["", "99.0", "1.99999", "0.0", "1.-1", "x", "99999999999.1"]) {
    expect(await readOneRecord(omar, city.portal, wrong)).toBeUndefined();
  }
});

test("every act that may be read has a sentence of its own, and every act has words", () => {
  const nameOf = () => "Kim Test (7000)";
  const about = crypto.randomUUID();
  const organization = { locale: "en-CA", tracks: [] };
  for (const [act, privacy] of Object.entries(privacyOfActs)) {
    expect(actWords[act as Act]).toMatch(/^[A-Z]/);
    if (privacy === "private") continue;
    const facts: Facts = {};
    const said = sayRecord({ act, by: null, about, facts }, nameOf, organization);
    expect(said).not.toBe(`${actWords[act as Act]}.`);
    expect(said).toMatch(/^[A-Z].*\.$/);
  }
});

test("the seals are listed with their digest, the one that the next seal names", async () => {
  const { rows } = await readSeals(omar, city.portal, { place: null });
  expect(rows.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(rows[0]?.kid).toBe(city.portal.keys.kid);
  const [newest] = await city.database.owner`select body from ledger_seals where number = 4`;
  expect(JSON.parse(newest?.body).previous).toBe(rows[1]?.digest);
  const others = await readSeals(await city.viewer("1002"), city.portal, { place: null });
  expect(others.rows).toEqual([]);
});

test("what cannot be searched for is refused at its field, and a page costs the same however deep", async () => {
  const read = (query: string) => readRecordFilter(new URLSearchParams(query));
  expect(read("from=yesterday&act=steal&q=%21")).toMatchObject({
    refusal: {
      errors: {
        ...{ from: expect.any(String), act: expect.any(String), q: expect.any(String) },
      },
    },
  });
  expect(read("from=2026-02-02&until=2026-02-01")).toMatchObject({
    refusal: { errors: { until: expect.any(String) } },
  });
  expect(read("from=&until=&q=&act=")).toEqual({ filter: {} });
});

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import {
  type ListedRecord,
  readListedRecords,
  readWaitingRecords,
} from "#app/ledger/listed-records.ts";
import { readOneRecord } from "#app/ledger/one-record.ts";
import { isPrivateRecord, privacyOfActs } from "#app/ledger/private-acts.ts";
import { type Act, type RecordedAct, writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { isPrivateKind, knownKinds } from "#app/notices/private-kinds.ts";
import { testPortal } from "#tests/support/portal.ts";
import { auditorOf, download } from "./for-others.ts";

const city = testPortal();
const at = new Date("2026-11-20T17:43:21.987Z");
const secret = "4f9d2c71a0";

/** Every private act, and every notice of a private kind. */
const privateActs = Object.entries(privacyOfActs).flatMap(([act, privacy]) => {
  if (privacy === "open") return [];
  const kinds = privacy === "private" ? [null] : knownKinds.filter(isPrivateKind);
  return kinds.map((kind): { act: Act; kind: string | null } => ({ act: act as Act, kind }));
});

let omar: Viewer;
let joanne: Viewer;
const written: { id: string; act: string }[] = [];
const all = { place: null, size: 500 };

beforeAll(async () => {
  omar = await auditorOf(city);
  joanne = await city.viewer("1014");
  for (const { act, kind } of privateActs) {
    const facts = { report: secret, ...(kind ? { kind, notice: randomUUID() } : {}) };
    // No such record names whom it is about; were there one that did, nobody would see it.
    const recorded = { act, by: joanne.personId, about: joanne.personId, at, facts };
    const { id } = await writeRecord(city.portal.db, recorded as unknown as RecordedAct);
    written.push({ id, act });
  }
});

/** What a page or a file must hold nothing of. */
function leaksIn(text: string, id: string): string[] {
  const parts = { by: joanne.personId, name: "Settee", moment: "17:43:21", fact: secret, id };
  return Object.entries(parts).flatMap(([part, words]) => (text.includes(words) ? [part] : []));
}

const rowsOfPrivate = (rows: ListedRecord[]) => rows.filter((row) => row.isPrivate);

test("a new act or kind of notice is private until somebody decides that it is open", () => {
  expect(isPrivateRecord({ act: "impose-discipline", facts: {} })).toBe(true);
  expect(isPrivateRecord({ act: "notice-sent", facts: { kind: "case-news" } })).toBe(true);
  expect(isPrivateRecord({ act: "notice-sent", facts: {} })).toBe(true);
  expect(isPrivateRecord({ act: "notice-sent", facts: { kind: "overdue" } })).toBe(false);
  expect(isPrivateRecord({ act: "toString", facts: {} })).toBe(true);
});

test("of a private record that waits for its seal nothing but the act and the hash is told", async () => {
  const rows = rowsOfPrivate(await readWaitingRecords(omar, city.portal, { personId: null }));
  expect(rows).toHaveLength(50);
  for (const { id } of written) expect(leaksIn(JSON.stringify(rows), id)).toEqual([]);
  const theirs = { personId: joanne.personId };
  expect(rowsOfPrivate(await readWaitingRecords(omar, city.portal, theirs))).toEqual([]);
});

describe("once it is sealed", () => {
  beforeAll(() => sealCommitted(city.database.owner, city.portal.keys, city.portal.now()));

  test("the list holds of every private act the act, seal, position and hash, and no more", async () => {
    const { rows } = await readListedRecords(omar, city.portal, { personId: null }, all);
    const found = rowsOfPrivate(rows);
    expect(found.length).toBeGreaterThanOrEqual(privateActs.length);
    for (const row of found) {
      expect(row).toMatchObject({ actedAt: null, at: expect.stringMatching(/^\d+\.\d+$/) });
    }
    for (const { id } of written) expect(leaksIn(JSON.stringify(found), id)).toEqual([]);
  });

  test.each(privateActs)("a search by the person does not find $act $kind", async ({ act }) => {
    const { rows } = await readListedRecords(
      ...([omar, city.portal, { personId: joanne.personId, act }, all] as const),
    );
    expect(rowsOfPrivate(rows)).toEqual([]);
  });

  test("the list of records does not know whose a private one is, whoever writes it", async () => {
    const { owner } = city.database;
    const [known] = await owner`
      select count(*)::int as count from listed_records
      where is_private and (about is not null or by is not null)`;
    expect(known?.count).toBe(0);
    const steal = owner`
      update listed_records set by = ${joanne.personId} where is_private`;
    await expect(steal).rejects.toThrow(/listed_records_keep_the_private/);
    const write = city.database.portal`update listed_records set is_private = false`;
    await expect(write).rejects.toMatchObject({ code: "42501" });
  });

  test("its page holds no bytes of it, and is not found by its id, which holds the moment", async () => {
    const { rows } = await readListedRecords(omar, city.portal, { personId: null }, all);
    for (const row of rowsOfPrivate(rows)) {
      const found = await readOneRecord(omar, city.portal, row.at ?? "");
      expect(found).toMatchObject({ isPrivate: true, body: null, actedAt: null });
      const text = JSON.stringify(found);
      for (const { id } of written) expect(leaksIn(text, id)).toEqual([]);
    }
    for (const { id } of written) {
      expect(await readOneRecord(omar, city.portal, id)).toBeUndefined();
    }
  });

  test("the download holds its act and hash, and nothing else of it", async () => {
    const file = await download(omar, city.portal);
    const lines = file.split("\n");
    for (const { act } of written) expect(file).toContain(`"withheld":"${act}"`);
    // The person's own records, which are open, stand there with their id.
    const others = lines.filter((line) => !line.startsWith('{"about":')).join("\n");
    for (const { id } of written) expect(leaksIn(others, id)).toEqual([]);
    for (const { id } of written) expect(file).not.toContain(id);
    expect(file).not.toContain(secret);
    expect(file).not.toContain("17:43:21");
  });

  test("what was sealed before the list came is listed as by a sealing today", async () => {
    const { owner } = city.database;
    const listed = () => owner`select * from listed_records order by seal, position`;
    const before = await listed();
    const migration = await readFile("drizzle/migrations/0013_ledger.sql", "utf8");
    const [insert] = /^insert into listed_records[^;]*;/m.exec(migration) ?? [];
    await owner`delete from listed_records`;
    await owner.unsafe(insert ?? "");
    expect([...(await listed())]).toEqual([...before]);
  });

  test("to somebody who is no auditor there is nothing", async () => {
    const { portal } = city;
    expect(await readListedRecords(joanne, portal, { personId: null }, all)).toMatchObject({
      rows: [],
    });
    expect(await readWaitingRecords(joanne, portal, { personId: null })).toEqual([]);
    expect(await readOneRecord(joanne, portal, "1.0")).toBeUndefined();
  });
});

import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { changeLeave } from "#app/people/change-leave.ts";
import { addEmployee, addOutsider, changeNames } from "#app/people/change-person.ts";
import { correctWork, endWork, recordWork, type Work } from "#app/people/change-work.ts";
import { readFormerNames } from "#app/people/former-names.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";
import { importKit } from "./import/import-kit.ts";

const city = testPortal();
let hr: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
});

const work: Work = {
  ...{ department: "Public Works", position: "Labourer", type: "permanent", supervisor: null },
  ...{ fromOn: "2026-12-01", untilOn: null },
};

const lastRecord = async (personId: string) => {
  const [record] = await city.database.owner`
    select act, body from ledger_records where about = ${personId} order by id desc limit 1`;
  return { act: record?.act, ...JSON.parse(record?.body) };
};

test("a transfer ends the period in force the day before, and stands in the ledger", async () => {
  const id = await hire(city.portal, { number: "5001" }, { fromOn: "2024-01-01" });
  const to = { ...work, department: "recreation", position: "Attendant", supervisor: "1004" };
  expect(await recordWork(hr, city.portal, id, to)).toEqual({ recorded: "2026-12-01" });
  expect(await kit.work("5001")).toEqual([
    "2024-01-01 2026-11-30 Public Works Labourer",
    "2026-12-01 … Recreation Attendant 1004",
  ]);
  const { act, by, facts } = await lastRecord(id);
  expect({ act, by }).toEqual({ act: "change-employment", by: hr.personId });
  expect([facts.superseded.length, facts.added.length]).toEqual([1, 2]);
});

test("who comes back gets a new period, and days of another period are refused", async () => {
  const id = await hire(
    city.portal,
    { number: "5002" },
    { fromOn: "2025-05-01", untilOn: "2025-08-31" },
    { fromOn: "2027-05-01" },
  );
  expect(await recordWork(hr, city.portal, id, work)).toEqual({
    at: "untilOn",
    refused: "Correct the period that begins on 2027-05-01, or give a last day before it",
  });
  await recordWork(hr, city.portal, id, { ...work, untilOn: "2027-01-31" });
  expect(await kit.work("5002")).toHaveLength(3);
  const overlong = { ...work, began: "2026-12-01", untilOn: "2027-06-01" };
  expect(await correctWork(hr, city.portal, id, overlong)).toMatchObject({ at: "fromOn" });
});

test("a last day takes away what was recorded for later", async () => {
  const id = await hire(city.portal, { number: "5003" }, { fromOn: "2024-01-01" });
  await recordWork(hr, city.portal, id, work);
  expect(await endWork(hr, city.portal, id, "2023-12-31")).toHaveProperty("refused");
  await endWork(hr, city.portal, id, "2026-11-27");
  expect(await kit.work("5003")).toEqual(["2024-01-01 2026-11-27 Public Works Labourer"]);
});

test("a supervisor who would close a circle is refused, person by person; so is a stranger", async () => {
  const [one, two] = [
    await hire(city.portal, { number: "5004", givenName: "Ann" }, { fromOn: "2024-01-01" }),
    await hire(city.portal, { number: "5005", givenName: "Ben" }, { fromOn: "2024-01-01" }),
  ];
  await recordWork(hr, city.portal, two, { ...work, supervisor: "5004" });
  expect(await recordWork(hr, city.portal, one, { ...work, supervisor: "5005" })).toEqual({
    at: "supervisor",
    refused:
      "Choose another supervisor, or mend the others first: Ann Example reports to Ben Example reports to Ann Example, in a circle",
  });
  expect(await recordWork(hr, city.portal, one, { ...work, supervisor: "5004" })).toMatchObject({
    refused: "Choose somebody else: nobody supervises themselves",
  });
  expect(await recordWork(hr, city.portal, one, { ...work, supervisor: "nobody" })).toMatchObject({
    at: "supervisor",
  });
  expect(await kit.work("5004")).toEqual(["2024-01-01 … Public Works Labourer"]);
});

test("a leave is added, its end corrected, and never overlaps another or lies outside work", async () => {
  const id = await hire(city.portal, { number: "5006" }, { fromOn: "2026-01-01" });
  const leave = { began: null, fromOn: "2026-11-01", untilOn: null };
  await changeLeave(hr, city.portal, id, leave);
  expect(await changeLeave(hr, city.portal, id, { ...leave, fromOn: "2026-12-01" })).toMatchObject({
    at: "fromOn",
  });
  const ended = { began: "2026-11-01", fromOn: "2026-11-01", untilOn: "2026-11-20" };
  await changeLeave(hr, city.portal, id, ended);
  expect(await kit.leaves("5006")).toEqual(["2026-11-01 2026-11-20"]);
  const before = { ...leave, fromOn: "2025-12-01", untilOn: "2025-12-31" };
  expect(await changeLeave(hr, city.portal, id, before)).toHaveProperty("refused");
  expect((await lastRecord(id)).act).toBe("change-leave");
});

test("nobody records their own leave, work or last day, which would move their due day", async () => {
  const refused = { refused: expect.stringMatching(/^Ask somebody else in Human Resources/) };
  const leave = { began: null, fromOn: "2026-11-23", untilOn: "2027-12-31" };
  expect(await changeLeave(hr, city.portal, hr.personId, leave)).toMatchObject(refused);
  expect(await endWork(hr, city.portal, hr.personId, "2027-01-31")).toMatchObject(refused);
  expect(await recordWork(hr, city.portal, hr.personId, work)).toMatchObject(refused);
});

test("names change with what they are found by; the ledger says which, never the words", async () => {
  const id = await hire(city.portal, { number: "5007" }, { fromOn: "2026-01-01" });
  const names = { givenName: "Zoë", familyName: "Example", email: "zoe@example.org" };
  expect(await changeNames(hr, city.portal, id, names)).toEqual({
    changed: ["givenName", "email"],
  });
  const [person] = await city.database.owner`select search_words from people where id = ${id}`;
  expect(person?.search_words).toBe("zoe example 5007 zoe example org");
  const record = await lastRecord(id);
  expect(record).toMatchObject({
    act: "change-person",
    facts: { changed: ["givenName", "email"] },
  });
  expect(JSON.stringify(record)).not.toContain("zoe");
  expect(await readFormerNames(hr, city.portal, id)).toMatchObject([
    { givenName: "Alex", familyName: "Example", email: null },
  ]);
  expect(await readFormerNames(await city.viewer("1004"), city.portal, id)).toEqual([]);
  const taken = { ...names, email: "RAY.monkman@example.org" };
  expect(await changeNames(hr, city.portal, id, taken)).toMatchObject({ at: "email" });
});

test("a new employee comes with work; a number that stands in the directory is refused", async () => {
  const names = { givenName: "New", familyName: "Person", email: null };
  const added = { number: "5008", names, work };
  expect(await addEmployee(hr, city.portal, added)).toEqual({ handle: "5008" });
  expect(await kit.work("5008")).toEqual(["2026-12-01 … Public Works Labourer"]);
  expect(await addEmployee(hr, city.portal, added)).toMatchObject({ at: "number" });
  expect(await addOutsider(hr, city.portal, names)).toEqual({
    handle: expect.stringMatching(/^X-/),
  });
});

test("who keeps the directory makes themselves nobody's supervisor, and stays one where they are", async () => {
  const id = await hire(city.portal, { number: "5090" }, { fromOn: "2024-01-01" });
  const mine = { ...work, supervisor: "1002" };
  const refused = { at: "supervisor", refused: expect.stringContaining("Ask somebody else") };
  expect(await recordWork(hr, city.portal, id, mine)).toEqual(refused);
  expect(await correctWork(hr, city.portal, id, { ...mine, began: "2024-01-01" })).toEqual(refused);
  const lena = await city.viewer("1012");
  expect(await recordWork(lena, city.portal, id, mine)).toHaveProperty("recorded");
  expect(
    await correctWork(hr, city.portal, id, { ...mine, began: mine.fromOn, position: "Foreman" }),
  ).toHaveProperty("recorded");
});

test("nobody becomes a supervisor of somebody they add, or around the act", async () => {
  const names = { givenName: "Nia", familyName: "Example", email: null };
  const added = await addEmployee(hr, city.portal, {
    ...{ number: "5090", names },
    work: { ...work, supervisor: hr.handle },
  });
  expect(added).toMatchObject({
    at: "supervisor",
    refused: expect.stringContaining("Ask somebody"),
  });

  const id = await hire(city.portal, { number: "5091" }, { fromOn: "2026-01-01" });
  const record = (by: string, moment: string) => city.database.portal`
    insert into employments (person_id, department_id, position, type, supervisor_id, from_on, until_on,
      recorded_at, recorded_by)
    select ${id}, department_id, position, type, ${hr.personId}, '2025-01-01', '2025-02-01', ${moment}, ${by}
    from employments where person_id = ${id} limit 1`;
  await expect(record(hr.personId, "2026-11-23T10:00:00Z")).rejects.toMatchObject({
    constraint_name: "employments_are_not_recorded_by_a_new_supervisor",
  });
  const { personId } = await city.viewer("1012");
  await record(personId, "2026-11-23T10:00:00Z");
});

import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/auth/viewer.ts";
import { importKit } from "#tests/people/import/import-kit.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;
let merged: number;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
  merged = (await kit.merge((await kit.read([{ number: "4001" }])).number)).number;
});

describe.each(["owner", "portal"] as const)("as the %s", (who) => {
  const as = () => city.database[who];

  test("no one supervises themselves through others on any day", async () => {
    const period = { fromOn: "2024-01-01", untilOn: "2024-12-31" };
    const one = await hire(city.portal, { number: `41${who}` }, period);
    const two = await hire(city.portal, { number: `42${who}` }, { ...period, supervisorId: one });
    const report = (from: string) => as()`
      insert into employments (person_id, department_id, position, type, supervisor_id, from_on, recorded_at)
      select ${one}, (select id from departments limit 1), 'Clerk', 'casual', ${two}, ${from}, now()`;
    await city.database.owner`
      update employments set superseded_at = now() where person_id = ${one}`;
    await expect(report("2024-12-31")).rejects.toMatchObject({
      constraint_name: "employments_close_no_circle",
    });
    await report("2025-01-01");
  });

  test("a decided import never changes", async () => {
    const change = as()`update directory_imports set note = 'x' where number = ${merged}`;
    await expect(change).rejects.toThrow(/decided never changes/);
  });

  test("the changes of a merged import are never added to or removed", async () => {
    const added = as()`
      insert into directory_import_changes
        (import, kind, number, person_id, given_name, family_name, changes)
      values (${merged}, 'new', '9', gen_random_uuid(), 'A', 'B', '[]')`;
    await expect(added).rejects.toThrow(/are evidence/);
    await expect(
      as()`delete from directory_import_changes where import = ${merged}`,
    ).rejects.toThrow(/are evidence/);
  });

  test("nothing is merged but with the record of its own changes", async () => {
    const { number } = await kit.read([{ number: `43${who}` }]);
    const [other] = await city.database.owner`
      select record_id as id from directory_imports where number = ${merged}`;
    const steal = as()`
      update directory_imports set stage = 'merged', decided_at = now(), decided_by = ${hr.personId},
        record_id = ${other?.id} where number = ${number}`;
    await expect(steal).rejects.toMatchObject({
      constraint_name: "directory_imports_are_what_the_ledger_says",
    });
    const bare = as()`
      update directory_imports set record_id = ${other?.id} where number = ${number}`;
    await expect(bare).rejects.toMatchObject({
      constraint_name: "directory_imports_merge_with_a_record",
    });
  });

  test("an import begins with reading, and nobody adds one that was merged", async () => {
    const forged = as()`
      insert into directory_imports overriding system value
      select (jsonb_populate_record(i, '{"number": 900}')).* from directory_imports i where number = ${merged}`;
    await expect(forged).rejects.toMatchObject({
      constraint_name: "directory_imports_begin_with_reading",
    });
  });

  test("nobody records their own work or leave", async () => {
    const leave = as()`
      insert into leaves (person_id, from_on, recorded_at, recorded_by)
      values (${hr.personId}, '2026-11-10', now(), ${hr.personId})`;
    await expect(leave).rejects.toMatchObject({
      constraint_name: "leaves_are_recorded_by_another",
    });
    const work = as()`
      insert into employments (person_id, department_id, position, type, from_on, until_on, recorded_at,
        recorded_by)
      select ${hr.personId}, id, 'Clerk', 'casual', '1990-01-01', '1990-12-31', now(), ${hr.personId}
      from departments limit 1`;
    await expect(work).rejects.toMatchObject({
      constraint_name: "employments_are_recorded_by_another",
    });
  });

  test("departments are one whatever their case", async () => {
    await expect(
      as()`insert into departments (name) values ('public WORKS')`,
    ).rejects.toMatchObject({ constraint_name: "departments_name_ignores_case" });
  });
});

test("what somebody was called before is kept by itself, and never changes", async () => {
  const { owner, portal } = city.database;
  await portal`update people set family_name = 'Roy' where handle = '1010'`;
  expect(await portal`select family_name from former_names`).toEqual([{ family_name: "Gagnon" }]);
  await expect(portal`insert into former_names select * from former_names`).rejects.toMatchObject({
    code: "42501",
  });
  await expect(owner`update former_names set family_name = 'X'`).rejects.toThrow(/is evidence/);
  await expect(owner`delete from former_names`).rejects.toThrow(/is evidence/);
});

test("even the owner truncates no import and no list of changes", async () => {
  const { owner } = city.database;
  await expect(owner`truncate directory_import_changes`).rejects.toThrow(/is evidence/);
  await expect(owner`truncate directory_imports cascade`).rejects.toThrow(/is evidence/);
  await expect(owner`update directory_import_changes set number = '1'`).rejects.toThrow(
    /are evidence/,
  );
});

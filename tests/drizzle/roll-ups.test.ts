import { describe, expect, test } from "vitest";
import { findRollUpFaults } from "#app/dashboard/roll-up-faults.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import { moveDatabaseClock, testPortal } from "#tests/support/portal.ts";

const city = testPortal();

/** Every table that lists and figures read or that feeds them, with a column to try to change. */
const kept = {
  roll_up_day: "day",
  directory_entries: "is_present",
  standings: "state",
  standing_counts: "count",
  standing_changes: "change",
  first_try_counts: "count",
  first_try_changes: "is_right",
  address_counts: "count",
  address_changes: "change",
};

describe.each(Object.entries(kept))("%s", (table, column) => {
  test.each([
    `update ${table} set ${column} = ${column}`,
    `insert into ${table} select * from ${table}`,
    `delete from ${table}`,
    `truncate ${table}`,
  ])("the portal's role may not %s", async (change) => {
    await expect(city.database.portal.unsafe(change)).rejects.toMatchObject({ code: "42501" });
  });
});

test.each([
  "rebuild_roll_ups()",
  "fold_roll_ups()",
  "refresh_standings(array[]::uuid[])",
  "refresh_directory(array[]::uuid[])",
])("the portal's role may not call %s", async (act) => {
  await expect(city.database.portal.unsafe(`select ${act}`)).rejects.toMatchObject({
    code: "42501",
  });
});

test("the portal's role turns the day on, never back and never past what has begun; the owner sets it right", async () => {
  const { owner, portal } = city.database;
  const day = async () => (await owner`select day::text from roll_up_day`)[0]?.day;
  await owner`select turn_roll_ups('2026-11-23', 'America/Winnipeg')`;
  await moveDatabaseClock(owner, "2026-11-24T15:30:00Z");
  await owner`alter table roll_up_day enable trigger roll_up_day_goes_on`;
  await portal`select turn_roll_ups('2026-01-01', 'America/Winnipeg')`;
  expect(await day()).toBe("2026-11-23");
  await portal`select turn_roll_ups('2026-11-24', 'America/Winnipeg')`;
  expect(await day()).toBe("2026-11-24");
  await expect(
    portal`select turn_roll_ups('2026-11-26', 'America/Winnipeg')`,
  ).rejects.toMatchObject({
    constraint_name: "roll_up_day_has_begun",
  });
  await owner`select turn_roll_ups('2026-11-23', 'America/Winnipeg')`;
  expect(await day()).toBe("2026-11-23");
  expect(await findRollUpFaults(owner)).toEqual([]);
  await moveDatabaseClock(owner, "infinity");
});

test("rows written past the application are followed all the same, by owner and portal, and by thousands at once", async () => {
  const { owner, portal } = city.database;
  await turnRollUps(city.portal);
  await portal`
    with added as (
      insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select 'M' || n, 'M' || n, 'Many', 'Many', 'many', now() from generate_series(1, 2000) n returning id
    )
    insert into employments (person_id, department_id, position, type, from_on, recorded_at)
    select id, (select id from departments limit 1), 'x', 'permanent', '2020-01-01', now() from added`;
  await owner`
    insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
    select p.id, v.id, 'personal-use', 'onboarding', 'x', now(), '2027-01-01'
    from people p, policy_versions v where p.handle like 'M%'`;
  await portal`
    insert into leaves (person_id, from_on, recorded_at)
    select id, '2026-11-01', now() from people where handle like 'M%7'`;
  await owner`
    update employments set superseded_at = now()
    where person_id in (select id from people where handle like 'M%3')`;

  expect(await findRollUpFaults(owner)).toEqual([]);
  const [counted] = await portal`
    select count(*) filter (where state = 'on-leave')::int as "onLeave",
      count(*) filter (where not is_present)::int as gone, count(*)::int as all
    from standings s join people p on p.id = s.person_id where p.handle like 'M%'`;
  expect(counted).toEqual({ onLeave: 200, gone: 200, all: 2000 });
});

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { stateOn } from "#app/attestation/state-in-sql.ts";
import { foldCounts } from "#app/dashboard/folding.ts";
import { findRollUpFaults } from "#app/dashboard/roll-up-faults.ts";
import { turnRollUps } from "#app/dashboard/turn-roll-ups.ts";
import { addDays, type Day, spanOfDay } from "#app/days.ts";
import { exempt } from "#app/people/exemption.ts";
import { recordLeave } from "#app/people/leave.ts";
import { isPresent, presentEmployment } from "#app/people/present-employment.ts";
import { answerScenario } from "#app/training/answer-scenario.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import {
  completeLessons,
  dutyOf,
  firstScenario,
  rightChoices,
  wrongChoice,
} from "#tests/support/training.ts";

const city = testPortal();
const zone = "America/Winnipeg";
const monday: Day = "2026-11-23";
let number = 5000;

/** Nine in the morning, so many days after the Monday. */
const morning = (days: number) =>
  new Date(new Date(spanOfDay(zone, addDays(monday, days)).from).getTime() + 9 * 3_600_000);

/** Every kept row held against the functions that define it, on the portal's day. */
async function expectExact() {
  const { today } = await turnRollUps(city.portal);
  const { db } = city.portal;
  const defined = await db.execute(sql`
    select p.id, p.sort_name, e.department_id, e.position, e.type, e.supervisor_id,
      e.from_on::text, e.until_on::text, coalesce(${isPresent(today, "page")}, false) as is_present,
      case when p.email is null then 'none' else 'working' end as address
    from people p ${presentEmployment(today, "page")} order by p.id`);
  const kept = await db.execute(sql`
    select person_id as id, sort_name, department_id, position, type, supervisor_id,
      from_on::text, until_on::text, is_present, address
    from directory_entries order by person_id`);
  expect([...kept]).toEqual([...defined]);

  const states = await db.execute(sql`
    select a.id, ${stateOn(today)} as state, a.due_on::text, e.department_id, e.type
    from assignments a join people p on p.id = a.person_id ${presentEmployment(today, "page")}
    order by a.id`);
  const standings = await db.execute(sql`
    select assignment_id as id, case when state in ('assigned', 'learning') and due_on < ${today}
      then 'overdue' else state::text end as state, due_on::text, department_id, type
    from standings order by assignment_id`);
  expect([...standings]).toEqual([...states]);
  expect(await findRollUpFaults(city.database.owner)).toEqual([]);
}

/** Everything that can happen to somebody, each through the portal's own act where there is one. */
type Happening =
  | { what: "day"; days: number }
  | { what: "hired" | "assigned" | "answered" | "acknowledged"; who: number; days: number }
  | { what: "leave" | "exemption" | "work"; who: number; from: number; length: number | null }
  | { what: "corrected"; table: "employments" | "leaves" | "exemptions"; who: number }
  | { what: "renamed" | "folded"; who: number };

const who = fc.nat({ max: 3 });
const near = fc.integer({ min: -20, max: 20 });
const length = fc.option(fc.nat({ max: 15 }));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ what: fc.constant("day" as const), days: near }),
  fc.record({
    what: fc.constantFrom("hired" as const, "assigned", "assigned", "answered", "acknowledged"),
    who,
    days: near,
  }),
  fc.record({
    what: fc.constantFrom("leave" as const, "exemption", "work", "work"),
    who,
    from: near,
    length,
  }),
  fc.record({
    what: fc.constant("corrected" as const),
    table: fc.constantFrom("employments" as const, "leaves", "exemptions"),
    who,
  }),
  fc.record({ what: fc.constantFrom("renamed" as const, "folded"), who }),
);

/** Does what happens; what the database refuses in between (a second open assignment) changes nothing. */
async function happen(one: Happening, town: { id: string; handle: string }[]): Promise<void> {
  const { portal, database } = city;
  if (one.what === "day") return city.at(morning(one.days));
  if (one.what === "folded") return foldCounts(database.owner);
  const person = town[one.who];
  if (!person) throw new Error("Nobody lives here.");
  const personId = person.id;
  const now = portal.now();
  const by = (await city.viewer("1002")).personId;
  switch (one.what) {
    case "hired":
      number += 1;
      await hire(portal, { number: `${number}` }, { fromOn: addDays(monday, one.days) });
      return;
    case "assigned":
      await assignTo(portal, personId, { dueOn: addDays(monday, one.days) });
      return;
    case "answered": {
      const duty = await dutyOf(await city.viewer(person.handle), portal);
      const { lesson, scenario } = firstScenario(duty);
      const given = { scenario: scenario.id, number: 1, chosen: [wrongChoice(scenario)] };
      await answerScenario(portal, { duty, lesson }, given);
      return;
    }
    case "acknowledged": {
      const viewer = await city.viewer(person.handle);
      await completeLessons(viewer, portal);
      const duty = await dutyOf(viewer, portal);
      const { versionDigest } = duty.version;
      const typed = { typedName: "Alex Example", password: demoPassword, agreed: true };
      await acknowledge(viewer, portal, duty, { versionDigest, ...typed });
      return;
    }
    case "leave":
      return portal.db.transaction((tx) =>
        recordLeave(tx, { personId, ...span(one) }, { by: null, now }),
      );
    case "exemption":
      return portal.db.transaction((tx) =>
        exempt(tx, { personId, ...span(one), reason: "Retires", grantedBy: by }, now),
      );
    case "work": {
      const { fromOn, untilOn } = span(one);
      await database.portal`
        insert into employments (person_id, department_id, position, type, from_on, until_on, recorded_at)
        select ${personId}, id, 'Clerk', 'casual', ${fromOn}, ${untilOn}, now()
        from departments order by name limit 1`;
      return;
    }
    case "corrected":
      await database.portal`
        update ${database.portal(one.table)} set superseded_at = now()
        where person_id = ${personId} and superseded_at is null`;
      return;
    case "renamed":
      await database.portal`update people set family_name = ${`Name ${number}`}, email = null
        where id = ${personId}`;
  }
}

const span = ({ from, length }: { from: number; length: number | null }) => ({
  fromOn: addDays(monday, from),
  untilOn: length === null ? null : addDays(monday, from + length),
});

/** Who is there at the beginning of a history: they can sign in, as acknowledging asks for the password. */
async function settle(): Promise<{ id: string; handle: string }[]> {
  const town = [];
  for (let n = 0; n < 4; n += 1) {
    number += 1;
    const handle = `${number}`;
    const email = `p${number}@example.org`;
    const id = await hire(city.portal, { number: handle, email }, { fromOn: "2026-01-01" });
    await city.database.portal`
      insert into credentials (person_id, password_hash, set_at)
      select ${id}, password_hash, now() from credentials limit 1`;
    town.push({ id, handle });
  }
  return town;
}

const refusals = /overlap|are_open_once|has no duty|is settled/;

test("whatever happens to people, in whatever order and on whatever day, every row and count is what was recorded", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 14 }), async (history) => {
      city.at(aMonday);
      const town = await settle();
      for (const one of history) {
        await happen(one, town).catch((problem: Error) => {
          const said = `${problem.message} ${(problem.cause as Error)?.message}`;
          if (!refusals.test(said)) throw problem;
        });
      }
      await expectExact();
    }),
    { numRuns: 50 },
  );
});

describe("on the turn of a day", () => {
  let person: string;
  const standing = async () => {
    await turnRollUps(city.portal);
    const [row] = await city.database.portal`
      select s.state, s.is_present, d.name as department
      from standings s left join departments d on d.id = s.department_id where person_id = ${person}`;
    return row;
  };

  beforeAll(async () => {
    city.at(aMonday);
    const { portal } = city;
    person = await hire(
      portal,
      { number: "9001" },
      { department: "Library", fromOn: "2026-01-01", untilOn: "2026-11-30" },
      { department: "Recreation", fromOn: "2026-12-01", untilOn: "2027-02-28" },
    );
    await assignTo(portal, person, { dueOn: "2027-01-10" });
    await portal.db.transaction((tx) =>
      recordLeave(
        tx,
        { personId: person, fromOn: "2026-12-24", untilOn: "2027-01-02" },
        { by: null, now: portal.now() },
      ),
    );
  });

  test.for<[string, object]>([
    ["2026-11-30T23:59:59-06:00", { department: "Library", state: "assigned", is_present: true }],
    ["2026-12-01T00:00:00-06:00", { department: "Recreation", state: "assigned" }],
    ["2026-12-23T23:59:59-06:00", { state: "assigned" }],
    ["2026-12-24T00:00:00-06:00", { state: "on-leave" }],
    ["2027-01-02T23:59:59-06:00", { state: "on-leave" }],
    ["2027-01-03T00:00:00-06:00", { state: "assigned" }],
    ["2027-02-28T23:59:59-06:00", { is_present: true }],
    ["2027-03-01T00:00:00-06:00", { is_present: false, department: "Recreation" }],
    ["2028-02-29T12:00:00-06:00", { is_present: false }],
    ["2026-11-23T12:00:00-06:00", { department: "Library", is_present: true, state: "assigned" }],
  ])("at %s the rows are those of the City's day", async ([moment, expected]) => {
    city.at(new Date(moment));
    expect(await standing()).toMatchObject(expected);
    await expectExact();
  });

  test("another time zone moves the settled days", async () => {
    city.at(aMonday);
    await turnRollUps(city.portal);
    const { owner } = city.database;
    await owner`select turn_roll_ups(${monday}, 'Pacific/Kiritimati')`;
    expect(await findRollUpFaults(owner)).toEqual([]);
    const [moved] = await owner`
      select count(*)::int as days from standings join assignments a on a.id = assignment_id
      where settled_on <> (a.settled_at at time zone ${zone})::date`;
    expect(moved?.days).toBeGreaterThan(0);
    await expectExact();
  });
});

describe("of two acts at once about one person", () => {
  test("the later one sees what the earlier one did, and the figures hold", async () => {
    city.at(aMonday);
    const { portal, database } = city;
    const id = await hire(portal, { number: "9101" }, { fromOn: "2026-01-01" });
    await assignTo(portal, id, { dueOn: "2026-12-31" });
    const viewer = await city.viewer("9101");
    const duty = await dutyOf(viewer, portal);
    const { lesson, scenario } = firstScenario(duty);
    const given = { scenario: scenario.id, number: 1, chosen: rightChoices(scenario) };

    let answering: Promise<unknown> | undefined;
    await database.portal.begin(async (tx) => {
      await tx`insert into leaves (person_id, from_on, recorded_at) values (${id}, '2026-11-01', now())`;
      answering = answerScenario(portal, { duty, lesson }, given);
      // It waits for this transaction: there is a lock of this database that is not granted.
      for (let waits = 0; waits === 0; ) {
        const [found] = await database.owner`
          select count(*)::int as waits from pg_locks l join pg_stat_activity using (pid)
          where datname = current_database() and not granted`;
        waits = found?.waits;
      }
    });
    await answering;

    const [row] = await database.portal`select state from standings where person_id = ${id}`;
    expect(row?.state).toBe("on-leave");
    await expectExact();
  });

  test("figures are exact while acts of many people and folding go on", async () => {
    const { portal, database } = city;
    const people = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const handle = `92${String(n).padStart(2, "0")}`;
        const id = await hire(portal, { number: handle }, { fromOn: "2026-01-01" });
        await assignTo(portal, id, { dueOn: "2026-12-31" });
        return { handle, id };
      }),
    );
    const total = async () => {
      const [row] = await database.portal`
        select sum(count) filter (where margin = 'day')::int as "byDay",
          sum(count) filter (where margin = 'type')::int as "byType",
          (select count(*)::int from standings) as rows
        from standing_counts_now`;
      return row;
    };
    const seen: Awaited<ReturnType<typeof total>>[] = [];
    let done = false;
    const watching = (async () => {
      while (!done) {
        seen.push(await total());
        await foldCounts(database.owner);
      }
    })();
    await Promise.all(
      people.map(async ({ handle }) => completeLessons(await city.viewer(handle), portal)),
    );
    done = true;
    await watching;

    expect(seen.length).toBeGreaterThan(3);
    for (const row of seen) expect([row?.byDay, row?.byType]).toEqual([row?.rows, row?.rows]);
    await expectExact();
  });
});

test("what is wrong is found, and made anew from what was recorded", async () => {
  const { owner } = city.database;
  await owner`update standings set state = 'refused' where state = 'assigned'`;
  await owner`update directory_entries set is_present = not is_present`;
  await owner`delete from first_try_counts`;
  await owner`insert into standing_changes select version_id, track, department_id, type, is_present,
    state, day, 1 from standings s, lateral counted_day(state, due_on, settled_on) day limit 1`;
  expect((await findRollUpFaults(owner)).length).toBeGreaterThanOrEqual(3);

  await owner`select rebuild_roll_ups()`;

  await expectExact();
});

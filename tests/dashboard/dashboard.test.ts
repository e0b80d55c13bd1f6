import { beforeAll, describe, expect, test } from "vitest";
import {
  type AttestationFilter,
  readAttestationFilter,
} from "#app/attestation/attestation-filter.ts";
import { readAttestations } from "#app/attestation/attestations.ts";
import { attestationStates } from "#app/attestation/state.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Completion } from "#app/dashboard/completion.ts";
import { type Dashboard, readDashboard } from "#app/dashboard/dashboard.ts";
import { writeDashboard } from "#app/dashboard/dashboard-csv.ts";
import { foldCounts } from "#app/dashboard/folding.ts";
import { askedOf } from "#app/dashboard/state-counts.ts";
import { noticesToLookAt, readNotices } from "#app/notices/notices.ts";
import { readPeople } from "#app/people/directory.ts";
import { exempt } from "#app/people/exemption.ts";
import { answerScenario } from "#app/training/answer-scenario.ts";
import { assignTo, hire, publishNext } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { dutyOf, firstScenario, rightChoices, wrongChoice } from "#tests/support/training.ts";

const city = testPortal();
let hr: Viewer;

/** The fixed people, and beside them: two long overdue, one exempt, and one who starts next month. */
beforeAll(async () => {
  hr = await city.viewer("1002");
  const { portal } = city;
  for (const [number, dueOn] of [
    ["2001", "2026-11-22"],
    ["2002", "2026-01-15"],
  ] as const) {
    const id = await hire(portal, { number }, { department: "Library", fromOn: "2020-01-01" });
    await assignTo(portal, id, { dueOn });
  }
  const excused = await hire(portal, { number: "2003" }, { type: "casual", fromOn: "2020-01-01" });
  await assignTo(portal, excused, { dueOn: "2026-10-31" });
  await portal.db.transaction((tx) =>
    exempt(
      tx,
      {
        ...{ personId: excused, reason: "Retires", grantedBy: hr.personId },
        ...{ fromOn: "2026-10-01", untilOn: null },
      },
      portal.now(),
    ),
  );
  const next = await hire(portal, { number: "2004" }, { type: "intern", fromOn: "2026-12-01" });
  await assignTo(portal, next, { dueOn: "2026-12-31" });
});

async function figures(asked: { version?: string; track?: string } = {}) {
  const read = await readDashboard(hr, city.portal, asked);
  if ("refused" in read || !read.dashboard) throw new Error("There are no figures.");
  return { ...read, dashboard: read.dashboard };
}

/** How many rows the list of a filter has, as its page counts them. */
async function listed(filter: Partial<AttestationFilter>): Promise<number> {
  const read = readAttestationFilter(new URLSearchParams(filter as Record<string, string>));
  if ("refused" in read) throw new Error(read.refused);
  const { count, rows } = await readAttestations(hr, city.portal, read.filter, { place: null });
  expect(rows).toHaveLength(count);
  return count;
}

test("every figure, with rows counted by hand", async () => {
  const { dashboard, unreached } = await figures({ track: "personal-use" });

  const expected: Completion = {
    // Acknowledged: 1001, 1002, 1004, 1008, 1011, 1014. Learning: 1003, 1005. Overdue: 1007, 2001, 2002.
    // Assigned: 1006, 1009, 1012, 2004. On leave: 1010. Exempt: 2003. 1013 left, and is not counted.
    states: { acknowledged: 6, learning: 2, overdue: 3, assigned: 4, "on-leave": 1, exempt: 1 },
    departments: [
      { department: "Administration", states: { acknowledged: 4, learning: 1, assigned: 1 } },
      { department: "Library", states: { overdue: 2 } },
      {
        department: "Public Works",
        states: { acknowledged: 1, learning: 1, overdue: 1, assigned: 2, exempt: 1 },
      },
      { department: "Recreation", states: { acknowledged: 1, assigned: 1, "on-leave": 1 } },
    ],
    types: [
      {
        type: "permanent",
        states: { acknowledged: 6, learning: 2, overdue: 2, assigned: 2, "on-leave": 1 },
      },
      { type: "part-time", states: { overdue: 1 } },
      { type: "casual", states: { exempt: 1 } },
      { type: "seasonal", states: { assigned: 1 } },
      { type: "intern", states: { assigned: 1 } },
    ],
    // Published on 24 September; the six acknowledged on 14 October.
    weeks: [
      { from: "2026-09-24", until: "2026-09-30", count: 0, soFar: 0 },
      { from: "2026-10-01", until: "2026-10-07", count: 0, soFar: 0 },
      { from: "2026-10-08", until: "2026-10-14", count: 6, soFar: 6 },
      { from: "2026-10-15", until: "2026-10-21", count: 0, soFar: 6 },
      { from: "2026-10-22", until: "2026-10-28", count: 0, soFar: 6 },
      { from: "2026-10-29", until: "2026-11-04", count: 0, soFar: 6 },
      { from: "2026-11-05", until: "2026-11-11", count: 0, soFar: 6 },
      { from: "2026-11-12", until: "2026-11-18", count: 0, soFar: 6 },
      { from: "2026-11-19", until: "2026-11-23", count: 0, soFar: 6 },
    ],
    // Due yesterday, twelve days ago, and in January.
    overdue: [
      { age: "1-7", count: 1 },
      { age: "8-14", count: 1 },
      { age: "15-30", count: 0 },
      { age: "31-90", count: 0 },
      { age: "91-", count: 1 },
    ],
  };
  const sorted = ({ types, ...rest }: Completion) => ({
    ...rest,
    types: types.toSorted((one, other) => (one.type < other.type ? -1 : 1)),
  });
  expect(sorted(dashboard.completion)).toEqual(sorted(expected));
  expect(askedOf(dashboard.completion.states)).toBe(15);
  // 1009, and the four hired here; from outside and left are not counted.
  expect(unreached).toEqual({ none: 5, failing: 0 });
});

describe.each([
  ["while the counts are queued", async () => {}],
  ["once they are folded", () => foldCounts(city.database.owner)],
])("%s", (_, first) => {
  let dashboard: Dashboard;
  let filter: { version: string; track: string };
  beforeAll(async () => {
    await first();
    ({ dashboard } = await figures({ track: "personal-use" }));
    filter = { version: "3.51/1", track: "personal-use" };
  });

  test("every figure is the length of the list it leads to", async () => {
    const { states, departments, types, weeks, overdue } = dashboard.completion;
    for (const state of attestationStates) {
      expect(await listed({ ...filter, state }), state).toBe(states[state] ?? 0);
    }
    const groups = [
      ...departments.map(({ department, states }) => ({ of: { department }, states })),
      ...types.map(({ type, states }) => ({ of: { type }, states })),
    ];
    for (const { of, states } of groups) {
      const words = JSON.stringify(of);
      expect(await listed({ ...filter, ...of, state: "asked" }), words).toBe(askedOf(states));
      for (const state of ["acknowledged", "overdue"] as const) {
        expect(await listed({ ...filter, ...of, state }), words).toBe(states[state] ?? 0);
      }
    }
    for (const { from, until, count, soFar } of weeks) {
      const acknowledged = { ...filter, state: "acknowledged" as const };
      const within = { acknowledgedFrom: from, acknowledgedUntil: until };
      expect(await listed({ ...acknowledged, ...within }), from).toBe(count);
      expect(await listed({ ...acknowledged, acknowledgedUntil: until }), from).toBe(soFar);
    }
    for (const { age, count } of overdue) {
      expect(await listed({ ...filter, state: "overdue", age }), age).toBe(count);
    }
  });

  test("every first try is one row of the list it leads to", async () => {
    expect(dashboard.firstTries.some(({ missed }) => missed > 0)).toBe(true);
    for (const { scenario, answered, missed } of dashboard.firstTries) {
      const whose = { ...filter, who: "everyone", scenario } as const;
      expect(await listed(whose), scenario).toBe(answered);
      expect(await listed({ ...whose, first: "wrong" }), scenario).toBe(missed);
      expect(await listed({ ...whose, first: "right" }), scenario).toBe(answered - missed);
    }
  });

  test("whom no mail reaches is the length of the list of people", async () => {
    const { unreached } = await figures();
    for (const address of ["none", "failing"] as const) {
      const { rows } = await readPeople(hr, city.portal, { address }, { place: null });
      expect(rows).toHaveLength(unreached[address]);
    }
  });
});

test("only the first answer to a question counts, and what most miss comes first", async () => {
  const { portal } = city;
  const answer = async (handle: string, isRight: boolean) => {
    const duty = await dutyOf(await city.viewer(handle), portal);
    const { lesson, scenario } = firstScenario(duty);
    const number = duty.answers.filter((one) => one.scenario === scenario.id).length + 1;
    const chosen = isRight ? rightChoices(scenario) : [wrongChoice(scenario)];
    await answerScenario(portal, { duty, lesson }, { scenario: scenario.id, number, chosen });
    return scenario.id;
  };
  const of = async (scenario: string) =>
    (await figures({ track: "personal-use" })).dashboard.firstTries.find(
      (one) => one.scenario === scenario,
    );
  const asked = await answer("1006", false);
  const before = await of(asked);
  await answer("1006", true);
  expect(await of(asked)).toEqual(before);
  await answer("1012", true);
  expect(await of(asked)).toMatchObject({
    answered: (before?.answered ?? 0) + 1,
    missed: before?.missed,
  });
  const { firstTries } = (await figures({ track: "personal-use" })).dashboard;
  const shares = firstTries.map(({ answered, missed }) => (answered ? missed / answered : -1));
  expect(shares).toEqual(shares.toSorted((one, other) => other - one));
});

test("a person who leaves is counted no more, from the day after on", async () => {
  const { portal } = city;
  const id = await hire(
    portal,
    { number: "2005" },
    { department: "Arena", fromOn: "2026-01-01", untilOn: "2026-11-24" },
  );
  await assignTo(portal, id, { dueOn: "2026-12-31" });
  const arena = async () =>
    (await figures()).dashboard.completion.departments.find((one) => one.department === "Arena");

  expect(await arena()).toMatchObject({ states: { assigned: 1 } });
  city.at(new Date("2026-11-25T12:00:00Z"));
  expect(await arena()).toBeUndefined();
  city.at(aMonday);
});

test("the figures are of the version chosen; without a choice, of the newest anything was assigned of", async () => {
  expect((await figures()).dashboard.version.number).toBe(1);
  await publishNext(city.portal, "2026-11-23");
  expect((await figures()).dashboard.version.number).toBe(1);
  city.at(new Date("2026-11-23T15:31:00Z"));
  const id = await hire(city.portal, { number: "2006" }, { fromOn: "2026-01-01" });
  // The shelf looks the version in force up once a second.
  const [version] = await city.portal.shelf.all();
  await city.database.portal`
    insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
    values (${id}, ${version?.id ?? ""}, 'personal-use', 'new-version', 'x', now(), '2026-12-31')`;

  expect((await figures()).dashboard.completion.states).toEqual({ assigned: 1 });
  const earlier = await figures({ version: "3.51/1", track: "personal-use" });
  expect(earlier.dashboard.completion.states.acknowledged).toBe(6);
  for (const asked of [{ version: "3.51/9" }, { track: "nothing" }, { version: "';" }]) {
    expect(await readDashboard(hr, city.portal, asked)).toEqual({
      refused: "Choose a version and a track from the list",
    });
  }
});

test("the file has every figure of the page, one a line", async () => {
  const { dashboard, ...beside } = await figures({ version: "3.51/1", track: "personal-use" });
  const { name, text } = writeDashboard(dashboard, beside, await city.portal.organization());

  expect(name).toBe("dashboard-2026-11-23.csv");
  expect(text.startsWith("\uFEFFDay,Policy,Track,Figure,Of,Measure,Number\r\n")).toBe(true);
  const about = '2026-11-23,"3.51, version 1",Personal use';
  expect(text).toContain(`${about},By state,Acknowledged,Assignments,6\r\n`);
  expect(text).toContain(`${about},By department,Library,Overdue,2\r\n`);
  expect(text).toContain(`${about},By employment type,Part-time,Asked for,1\r\n`);
  expect(text).toContain(`${about},Over time,Week from 2026-10-08,Acknowledged that week,6\r\n`);
  expect(text).toContain(`${about},Overdue,More than 90 days,Assignments,1\r\n`);
});

test("the figures of notices are the lengths of their lists", async () => {
  const read = await readDashboard(hr, city.portal, {});
  if ("refused" in read) throw new Error(read.refused);
  for (const { state, count } of read.notices) {
    const { rows } = await readNotices(hr, city.portal, { state }, { place: null });
    expect(rows.length, state).toBe(count);
  }
  expect(read.notices.find(({ state }) => state === "waiting")?.count).toBeGreaterThan(0);
});

test("to somebody without the grant there are no figures", async () => {
  const stranger = await city.viewer("1004");
  for (const viewer of [stranger, { ...stranger, roles: hr.roles }]) {
    expect(await readDashboard(viewer, city.portal, {})).toEqual({
      ...{ dashboard: null, choices: [] },
      unreached: { none: 0, failing: 0 },
      notices: noticesToLookAt.map((state) => ({ state, count: 0 })),
    });
  }
});

import { beforeAll, describe, expect, test } from "vitest";
import {
  type AttestationFilter,
  readAttestationFilter,
} from "#app/attestation/attestation-filter.ts";
import { attestationOrder, readAttestations } from "#app/attestation/attestations.ts";
import { attestationSorts } from "#app/attestation/sorts.ts";
import type { AttestationState } from "#app/attestation/state.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { type Place, readPlace, writePlace } from "#app/keyset.ts";
import { exempt } from "#app/people/exemption.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
  const { portal } = city;
  const accent = { number: "2001", givenName: "Zoë", familyName: "Lépine-Müller" };
  await assignTo(portal, await hire(portal, accent, { fromOn: "2026-11-02" }), {
    dueOn: "2026-12-02",
  });
  const returning = await hire(
    portal,
    { number: "2002", familyName: "Returning" },
    {
      ...{ department: "Recreation", type: "seasonal" as const },
      ...{ fromOn: "2026-05-01", untilOn: "2026-09-01" },
    },
    { department: "Library", type: "casual", fromOn: "2027-05-01", untilOn: "2027-09-01" },
  );
  await assignTo(portal, returning, { dueOn: "2027-05-31" });
  const excused = await hire(portal, { number: "2003" }, { fromOn: "2020-01-01" });
  await assignTo(portal, excused, { dueOn: "2026-10-31" });
  const exemption = { personId: excused, reason: "Retires", grantedBy: hr.personId };
  await portal.db.transaction((tx) =>
    exempt(tx, { ...exemption, fromOn: "2026-10-01", untilOn: null }, portal.now()),
  );
});

const list = (filter: Partial<AttestationFilter> = {}, place: Place | null = null, size = 50) =>
  readAttestations(hr, city.portal, { sort: "name", ...filter }, { place, size });

async function handles(filter: Partial<AttestationFilter>): Promise<string[]> {
  return (await list(filter)).rows.map(({ handle }) => handle).toSorted();
}

test("the list has one row an assignment, with the work of today and the distance of the due day", async () => {
  const { rows, count } = await list({ q: "bird" });

  expect(rows).toMatchObject([
    { handle: "1011", department: "Administration", type: "permanent", version: 1 },
    { handle: "1011" },
  ]);
  expect(new Set(rows.map(({ track }) => track))).toEqual(
    new Set(["personal-use", "official-channels"]),
  );
  expect(rows.find(({ state }) => state === "acknowledged")?.acknowledgedAt).toBeInstanceOf(Date);
  expect(count).toBe(2);
});

test("a person is found by the beginning of any name, by number and by address, without accents", async () => {
  for (const q of ["lepine", "ZOË", "mul zoe", "Lépine-Müller", "2001", "200 zo"]) {
    expect(await handles({ q }), q).toEqual(["2001"]);
  }
  expect(await handles({ q: "dale.kozak@example.org" })).toEqual(["1007"]);
  expect(await handles({ q: "ozak" })).toEqual([]);
});

test.for<[AttestationState, string[]]>([
  ["overdue", ["1007"]],
  ["assigned", ["1006", "1009", "1011", "1012", "2001", "2002"]],
  ["learning", ["1003", "1005"]],
  ["on-leave", ["1010"]],
  ["exempt", ["2003"]],
  ["refused", []],
  ["acknowledged", ["1001", "1002", "1004", "1008", "1011", "1014"]],
  ["ended", []],
])("the filter %s shows exactly those", async ([state, expected]) => {
  expect(await handles({ state })).toEqual(expected);
  expect(await handles({ state, sort: "due" })).toEqual(expected);
});

test("what is not done yet and what is asked for now are asked for together", async () => {
  const states = async (state: "open" | "asked") =>
    new Set((await list({ state, who: "everyone" })).rows.map((row) => row.state));
  expect(await states("open")).toEqual(new Set(["overdue", "assigned", "learning"]));
  expect(await states("asked")).toEqual(
    new Set(["overdue", "assigned", "learning", "acknowledged"]),
  );
});

test.for([
  ["1-7", []],
  ["8-14", ["1007"]],
  ["15-30", []],
  ["91-", []],
] as const)("overdue for %s days shows exactly those", async ([age, expected]) => {
  expect(await handles({ age })).toEqual(expected);
  expect(await handles({ age, state: "overdue", sort: "due" })).toEqual(expected);
});

test("acknowledged from a day until a day counts both days, in the City's time zone", async () => {
  const on = "2026-10-14";
  const done = ["1001", "1002", "1004", "1008", "1011", "1014"];
  expect(await handles({ acknowledgedFrom: on, acknowledgedUntil: on })).toEqual(done);
  expect(await handles({ acknowledgedFrom: on })).toEqual(done);
  expect(await handles({ acknowledgedUntil: "2026-10-13" })).toEqual([]);
  expect(await handles({ acknowledgedFrom: "2026-10-15" })).toEqual([]);
});

test("a version is asked for by policy and number; one that does not exist is that of nobody", async () => {
  expect(await handles({ version: "3.51/1" })).toEqual(await handles({}));
  expect(await handles({ version: "3.51/2" })).toEqual([]);
  expect(await handles({ version: "9.99/1" })).toEqual([]);
});

test("department and employment type are those of today, or of the next employment, or of the last", async () => {
  expect(await handles({ department: "Library" })).toEqual(["2002"]);
  expect(await handles({ department: "Recreation" })).toEqual(["1008", "1009", "1010"]);
  expect(await handles({ type: "casual" })).toEqual(["2002"]);
  expect(await handles({ type: "seasonal" })).toEqual(["1009"]);
  expect(await handles({ department: "Library", type: "permanent" })).toEqual([]);
  expect(await handles({ department: "No such department" })).toEqual([]);
  const [left] = (await list({ q: "peters", who: "everyone" })).rows;
  expect(left).toMatchObject({ department: "Public Works", type: "permanent" });
});

test("people who left are shown only to who asks for everyone, or for what has ended", async () => {
  expect(await handles({})).not.toContain("1013");
  expect(await handles({ who: "everyone" })).toContain("1013");
  await city.database.owner.begin(async (sql) => {
    await sql`alter table assignments disable trigger user`;
    await sql`update assignments set settled_at = now(), settled_as = 'ended'
      where person_id = (select id from people where handle = '1013')`;
    await sql`alter table assignments enable trigger user`;
    await sql`select rebuild_roll_ups()`;
  });
  expect(await handles({ state: "ended" })).toEqual(["1013"]);
});

test("somebody without the grant, or whose grant was revoked, finds nobody", async () => {
  const stranger = await city.viewer("1004");
  const forged = { ...stranger, roles: hr.roles };
  for (const viewer of [stranger, forged]) {
    const found = await readAttestations(
      viewer,
      city.portal,
      { sort: "name", who: "everyone" },
      { place: null },
    );
    expect(found).toEqual({ rows: [], next: null, previous: null, count: 0 });
  }
});

describe("in pages", () => {
  // Many with one name and one due day: the order must not leave anybody out where it ties.
  beforeAll(async () => {
    for (let n = 0; n < 7; n += 1) {
      const person = { number: `30${n}`, givenName: "Kim", familyName: "Same" };
      const id = await hire(city.portal, person, { fromOn: "2026-01-01" });
      await assignTo(city.portal, id, { dueOn: "2026-12-24" });
      await assignTo(city.portal, id, { dueOn: "2026-12-24", track: "official-channels" });
    }
  });

  test.for(attestationSorts.flatMap((sort) => [1, 2, 3, 7].map((size) => [sort, size] as const)))(
    "by %s, %i a page, going on and back show every row once and in the same order",
    async ([sort, size]) => {
      const whole = (await list({ sort })).rows.map(({ id }) => id);
      expect(whole.length).toBeGreaterThan(25);

      const on: string[][] = [];
      let page = await list({ sort }, null, size);
      expect(page.previous).toBeNull();
      for (;;) {
        on.push(page.rows.map(({ id }) => id));
        if (!page.next) break;
        page = await list({ sort }, page.next, size);
      }
      expect(on.flat()).toEqual(whole);

      const back = [page.rows.map(({ id }) => id)];
      while (page.previous) {
        page = await list({ sort }, page.previous, size);
        back.unshift(page.rows.map(({ id }) => id));
      }
      expect(back[0]).toEqual(whole.slice(0, size));
      expect(new Set(back.flat())).toEqual(new Set(whole));
      expect(page.next).not.toBeNull();
    },
  );

  test("a search shows family names that begin so first, then the others, however it is paged", async () => {
    const { portal } = city;
    for (const [number, givenName, familyName] of [
      ["4001", "Zed", "Aaron"],
      ["4002", "Quill", "Aaron"],
      ["4003", "Ann", "Quillon"],
      ["4004", "Ann", "quill"],
      ["4005", "Quill", "Zorn"],
      ["4006", "Ann", "Quíllfeather"],
    ] as const) {
      const id = await hire(portal, { number, givenName, familyName }, { fromOn: "2026-01-01" });
      await assignTo(portal, id, { dueOn: "2026-12-24" });
    }
    const whole = await list({ q: "quill" });
    expect(whole.rows.map(({ handle }) => handle)).toEqual([
      "4004",
      "4006",
      "4003",
      "4002",
      "4005",
    ]);
    expect(whole.count).toBe(5);

    for (const size of [1, 2, 3]) {
      const on: string[] = [];
      let page = await list({ q: "quill" }, null, size);
      for (;;) {
        on.push(...page.rows.map(({ handle }) => handle));
        if (!page.next) break;
        page = await list({ q: "quill" }, page.next, size);
      }
      expect(on).toEqual(["4004", "4006", "4003", "4002", "4005"]);
      while (page.previous) page = await list({ q: "quill" }, page.previous, size);
      expect(page.rows.map(({ handle }) => handle)).toEqual(on.slice(0, size));
    }
  });

  test("due days come earliest first, acknowledgements latest first and then what is not settled", async () => {
    const due = (await list({ sort: "due" })).rows.map(({ dueOn }) => dueOn);
    expect(due).toEqual(due.toSorted());

    const { rows } = await list({ sort: "acknowledged" });
    const settled = rows.findIndex(({ acknowledgedAt }) => acknowledgedAt === null);
    const moments = rows.slice(0, settled).map((row) => row.acknowledgedAt?.getTime() ?? 0);
    expect(moments.length).toBeGreaterThan(3);
    expect(moments).toEqual(moments.toSorted((one, other) => other - one));
    expect(rows.slice(settled).every(({ acknowledgedAt }) => acknowledgedAt === null)).toBe(true);
  });

  test("the place in an address survives the way there and back, and a damaged one is refused", async () => {
    const page = await list({}, null, 5);
    const place = page.next as Place;
    const written = writePlace("attestations by name", place);
    const read = (text: string, name = "attestations by name") =>
      readPlace(new URLSearchParams({ after: text }), name, attestationOrder({ sort: "name" }));

    expect(read(written)).toEqual({ place });
    const refused = { refused: expect.stringContaining("damaged") };
    for (let at = 0; at < written.length; at += 1) {
      const other = written[at] === "A" ? "B" : "A";
      expect(read(written.slice(0, at) + other + written.slice(at + 1))).toEqual(refused);
    }
    expect(read(written, "attestations by due")).toEqual(refused);
    expect(read("nonsense")).toEqual(refused);
  });

  test("a place with a sum that fits but values that do not is refused all the same", () => {
    const key = ["Name", "not a uuid", "2026-02-30", "also not"];
    const forged = writePlace("attestations by name", { stretch: 0, key });
    expect(
      readPlace(
        new URLSearchParams({ before: forged }),
        "attestations by name",
        attestationOrder({ sort: "name" }),
      ),
    ).toHaveProperty("refused");
  });

  test("more than 1,000 are counted no further, nor more than 200 that a search found", async () => {
    await city.database.owner`
      with added as (
        insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
        select 'M' || n, 'M' || n, 'Many', 'Many', 'many many m' || n, now()
        from generate_series(1, 1100) n returning id
      ), employed as (
        insert into employments (person_id, department_id, position, type, from_on, recorded_at)
        select id, (select id from departments limit 1), 'x', 'permanent', '2020-01-01', now() from added
      )
      insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
      select id, (select id from policy_versions limit 1), 'personal-use', 'onboarding', 'x', now(),
        '2027-01-01' from added`;

    expect((await list({ track: "personal-use" })).count).toBe(1001);
    expect((await list({ q: "many" })).count).toBe(201);
    expect((await list({ q: "many" })).rows).toHaveLength(50);
  });
});

test("a filter that no form sends is refused in a sentence", () => {
  const refusals: Record<string, string> = {
    "state=done": "Choose a state from the list",
    "type=robot": "Choose an employment type from the list",
    "sort=shoe-size": "Choose an order from the list",
    "who=nobody": "Choose whom to show from the list",
    "track=..%2F": "Choose a track from the list",
    "version=2": "Choose a version from the list",
    "age=8": "Choose from the list for how long it is overdue",
    "acknowledgedFrom=soon": "Enter a day as year-month-day, such as 2026-03-31",
    "acknowledgedUntil=2026-02-30": "Enter a day as year-month-day, such as 2026-03-31",
    "scenario=%3B": "Choose a question from the dashboard",
    "first=perhaps": "Choose a question from the dashboard",
    "department=%00": "Remove the characters that cannot be seen",
    [`q=${"a".repeat(201)}`]: "Search with at most 200 characters",
    "q=%2D%2D": "Search with letters or digits: a name, a number, an address",
  };
  for (const [query, refused] of Object.entries(refusals)) {
    expect(readAttestationFilter(new URLSearchParams(query)), query).toEqual({ refused });
  }
  expect(readAttestationFilter(new URLSearchParams("state=&q=&type=&sort="))).toEqual({
    filter: { sort: "name" },
  });
});

import { describe, expect, test } from "vitest";
import { countTeam, readTeam } from "#app/attestation/team.ts";
import type { TeamFilter } from "#app/attestation/team-filter.ts";
import { readTeamAssignments, readTeamPerson } from "#app/attestation/team-person.ts";
import { teamStates } from "#app/attestation/team-states.ts";
import { handOverCode } from "#app/auth/hand-over-code.ts";
import { addDays } from "#app/days.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const everything = { place: null, size: 1000 };

const numbersOf = async (handle: string, filter: TeamFilter = {}) => {
  const { rows } = await readTeam(await city.viewer(handle), city.portal, filter, everything);
  return rows.map((row) => row.handle);
};

test("shows who reports to the viewer today, and on demand those below; nobody who left, and not oneself", async () => {
  expect(await numbersOf("1004")).toEqual(["1005", "1006"]);
  expect(await numbersOf("1004", { below: "yes" })).toEqual(["1007", "1005", "1006"]);
  expect(await numbersOf("1006")).toEqual([]);
});

test("shows each person's tracks with state and due day, and who is on leave", async () => {
  const { rows } = await readTeam(await city.viewer("1008"), city.portal, {}, everything);
  expect(rows).toMatchObject([
    { handle: "1009", leave: null, standings: [{ state: "assigned", dueOn: "2026-12-03" }] },
    { handle: "1010", leave: { until: "2027-01-07" }, standings: [{ state: "on-leave" }] },
  ]);
});

test("every count is the length of the list it leads to", async () => {
  for (const handle of ["1001", "1004", "1008"]) {
    const viewer = await city.viewer(handle);
    for (const below of [undefined, "yes"] as const) {
      const counts = await countTeam(viewer, city.portal, { below });
      expect(counts.all).toBe((await numbersOf(handle, { below })).length);
      for (const state of teamStates) {
        const { length } = await numbersOf(handle, { below, state });
        expect([state, counts[state] ?? 0]).toEqual([state, length]);
      }
    }
  }
});

test("finds by the beginning of a name or by number, and pages by name", async () => {
  expect(await numbersOf("1004", { below: "yes", q: "koz" })).toEqual(["1007"]);
  expect(await numbersOf("1004", { q: "1006" })).toEqual(["1006"]);
  const viewer = await city.viewer("1004");
  const first = await readTeam(viewer, city.portal, { below: "yes" }, { place: null, size: 2 });
  const second = await readTeam(
    viewer,
    city.portal,
    { below: "yes" },
    { place: first.next, size: 2 },
  );
  expect([...first.rows, ...second.rows].map(({ handle }) => handle)).toEqual([
    "1007",
    "1005",
    "1006",
  ]);
});

describe("one person", () => {
  test("is shown to their supervisors, direct and above, and to nobody else", async () => {
    for (const [handle, sees] of [
      ["1005", true],
      ["1004", true],
      ["1001", true],
      ["1008", false],
      ["1007", false],
      ["1006", false],
      ["1012", false],
    ] as const) {
      const viewer = await city.viewer(handle);
      const person = await readTeamPerson(viewer, city.portal, "1007");
      expect([handle, person !== undefined]).toEqual([handle, sees]);
      const { personId } = await city.viewer("1007");
      const assignments = await readTeamAssignments(viewer, city.portal, personId);
      expect([handle, assignments.length]).toEqual([handle, sees ? 1 : 0]);
    }
  });

  test("is shown with lessons done and receipts, without address or answers", async () => {
    const viewer = await city.viewer("1005");
    const person = await readTeamPerson(viewer, city.portal, "1007");
    const assignments = await readTeamAssignments(viewer, city.portal, person?.personId ?? "");
    expect(assignments[0]?.lessons.filter(({ isDone }) => isDone)).toHaveLength(2);
    const text = JSON.stringify({ person, assignments });
    expect(text).not.toContain("@example.org");
    expect(text).not.toMatch(/chosen|shown|typed/);
  });

  test("moves with a transfer: from that day the new supervisor, and no longer the old one", async () => {
    const [nadia, priya] = [await city.viewer("1005"), await city.viewer("1008")];
    const today = "2026-11-23";
    const moves = addDays(today, 7);
    const work = { department: "Public Works", position: "Driver", type: "permanent" } as const;
    const personId = await hire(
      city.portal,
      { number: "8801", familyName: "Mover" },
      { ...work, fromOn: "2026-01-05", untilOn: addDays(moves, -1), supervisorId: nadia.personId },
    );
    await city.portal.db.transaction((tx) =>
      recordEmployment(
        tx,
        { ...work, personId, fromOn: moves, untilOn: null, supervisorId: priya.personId },
        { by: null, now: city.portal.now() },
      ),
    );
    await assignTo(city.portal, personId, { dueOn: "2026-12-20" });
    const seen = async (viewer: typeof nadia) =>
      (await readTeamPerson(viewer, city.portal, "8801")) !== undefined;
    expect([await seen(nadia), await seen(priya)]).toEqual([true, false]);
    city.at(new Date(aMonday.getTime() + 7 * 86_400_000));
    expect([await seen(nadia), await seen(priya)]).toEqual([false, true]);
    const asking = () =>
      new Request("http://127.0.0.1/", {
        method: "POST",
        body: new URLSearchParams({ form: crypto.randomUUID() }),
      });
    expect(await handOverCode(nadia, city.portal, personId, asking())).toHaveProperty("refusal");
    expect(await handOverCode(priya, city.portal, personId, asking())).toHaveProperty("issued");
    city.at(aMonday);
  });
});

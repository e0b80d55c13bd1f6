import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { readTeam } from "#app/attestation/team.ts";
import { readTeamPerson } from "#app/attestation/team-person.ts";
import { mostPrinted, readTeamPrint } from "#app/attestation/team-print.ts";
import { countLetterPeople } from "#app/auth/letter-people.ts";
import { printLetters } from "#app/auth/print-letters.ts";
import { readRemindable, remind } from "#app/notices/remind.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { readSlips } from "#app/notices/slips.ts";
import { recordWork } from "#app/people/change-work.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const today = "2026-11-23";
const asSupervisor = { as: "supervisor" } as const;

beforeEach(() => city.at(aMonday));

async function employee(number: string, supervisor: string) {
  const { personId: supervisorId } = await city.viewer(supervisor);
  const names = { number, givenName: "Kim", familyName: `Printed ${number}` };
  const personId = await hire(city.portal, names, { fromOn: "2026-01-05", supervisorId });
  await assignTo(city.portal, personId, { dueOn: "2026-12-14" });
  return personId;
}

test("the printed list has everybody by name: state and due day of each track, leave, sign-in", async () => {
  const { people, isCut, slips } = await readTeamPrint(await city.viewer("1008"), city.portal, {});
  expect(people).toMatchObject([
    {
      ...{ handle: "1009", familyName: "Flett", position: "Lifeguard", leave: null },
      ...{ canSignIn: true, through: null },
      standings: [{ track: "personal-use", state: "assigned", dueOn: "2026-12-03" }],
    },
    { handle: "1010", leave: { until: "2027-01-07" }, standings: [{ state: "on-leave" }] },
  ]);
  expect([isCut, slips]).toEqual([false, []]);
});

test("those below are on it when asked for, each with whom they report to", async () => {
  const viewer = await city.viewer("1004");
  const { people } = await readTeamPrint(viewer, city.portal, { below: "yes" });
  expect(people.map(({ handle, through }) => [handle, through])).toEqual([
    ["1007", "Nadia Petryk"],
    ["1005", null],
    ["1006", null],
  ]);
  expect((await readTeamPrint(viewer, city.portal, {})).people).toHaveLength(2);
});

test("a list is printed whole up to its limit, and says when there are more", async () => {
  const { personId } = await city.viewer("1014");
  await city.database.owner`
    with added as (
      insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select n, n, 'Kim', 'Many ' || n, n, now() from generate_series(50001, ${50_001 + mostPrinted}) as n
      returning id
    )
    insert into employments (
      person_id, department_id, position, type, supervisor_id, from_on, recorded_at
    )
    select added.id, (select id from departments limit 1), 'Labourer', 'casual', ${personId},
      '2026-01-05', now()
    from added`;
  const viewer = await city.viewer("1014");
  const { people, isCut } = await readTeamPrint(viewer, city.portal, {});
  expect([people.length, isCut]).toEqual([mostPrinted, true]);
});

test("the slips are printed with it when asked for, only those of direct reports, and stay to be ticked", async () => {
  await employee("7101", "1005");
  await remind(await city.viewer("1005"), city.portal, asSupervisor, ["7101"]);
  await sendNotices(city.portal);
  const print = async (handle: string) =>
    readTeamPrint(await city.viewer(handle), city.portal, { slips: "yes", below: "yes" });
  expect((await print("1005")).slips.map(({ handle }) => handle)).toEqual(["7101"]);
  expect((await print("1005")).slips).toHaveLength(1);
  const ray = await print("1004");
  expect(ray.people.map(({ handle }) => handle)).toContain("7101");
  expect(ray.slips).toEqual([]);
});

test("a supervisor reminds one or all, and nobody more than once a day, by whomever", async () => {
  for (const number of ["7201", "7202", "7203"]) await employee(number, "1005");
  const nadia = await city.viewer("1005");
  const all = ["7201", "7202", "7203"];
  const remindAs = (handles: string[]) => remind(nadia, city.portal, asSupervisor, handles);
  expect(await remindAs(["7201"])).toEqual({ reminded: 1 });
  expect(await remindAs(all)).toEqual({ reminded: 2 });
  const again = { refused: "Choose somebody with open training who was not reminded today" };
  expect(await remindAs(all)).toEqual(again);
  const { personId } = await city.viewer("7201");
  const hr = await city.viewer("1002");
  expect(await remind(hr, city.portal, { as: "hr", personId }, ["7201"])).toEqual(again);
  city.at(new Date(aMonday.getTime() + 86_400_000));
  expect(await remindAs(all)).toEqual({ reminded: 3 });
});

test("somebody moved away this morning is gone now: from list, print, slips, reminders and letters", async () => {
  const personId = await employee("7301", "1005");
  const nadia = await city.viewer("1005");
  const { portal } = city;
  await remind(nadia, portal, asSupervisor, ["7301"]);
  await sendNotices(portal);
  const seen = async (handle: string) => {
    const viewer = await city.viewer(handle);
    const letters = {
      circle: "team",
      filter: { person: "7301" },
      today,
      now: portal.now(),
    } as const;
    const list = await readTeam(viewer, portal, { below: "yes", q: "7301" }, { place: null });
    const print = await readTeamPrint(viewer, portal, { below: "yes", slips: "yes" });
    const among = (people: { handle: string }[]) => people.some((one) => one.handle === "7301");
    return {
      list: among(list.rows),
      page: (await readTeamPerson(viewer, portal, "7301")) !== undefined,
      print: among(print.people),
      printedSlips: among(print.slips),
      slips: among(await readSlips(viewer, portal)),
      reminders: among(await readRemindable(viewer, portal, asSupervisor)),
      letters: (await countLetterPeople(viewer, portal.db, letters)).count > 0,
    };
  };
  const everywhere = {
    ...{ list: true, page: true, print: true, printedSlips: true },
    ...{ slips: true, reminders: true, letters: true },
  };
  const nowhere = Object.fromEntries(Object.keys(everywhere).map((place) => [place, false]));
  expect(await seen("1005")).toEqual(everywhere);

  const moved = {
    ...({ department: "Recreation", position: "Attendant", type: "permanent" } as const),
    ...{ supervisor: "1008", fromOn: today, untilOn: null },
  };
  expect(await recordWork(await city.viewer("1002"), portal, personId, moved)).toEqual({
    recorded: today,
  });

  for (const handle of ["1005", "1004"]) expect(await seen(handle), handle).toEqual(nowhere);
  expect(await seen("1008")).toEqual(everywhere);
  const letters = { form: randomUUID(), filter: { person: "7301" } };
  expect(await printLetters(nadia, portal, "team", letters)).toHaveProperty("refused");
  city.at(new Date(aMonday.getTime() + 86_400_000));
  expect(await remind(nadia, portal, asSupervisor, ["7301"])).toHaveProperty("refused");
});

import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { readPersonFile } from "#app/attestation/person-file.ts";
import { handOverCode } from "#app/auth/hand-over-code.ts";
import { useSetUpCode } from "#app/auth/set-up-code.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { recordLeave } from "#app/people/leave.ts";
import { answerScenario } from "#app/training/answer-scenario.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";
import {
  completeLessons,
  dutyOf,
  firstScenario,
  rightChoices,
  wrongChoice,
} from "#tests/support/training.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
});

async function fileOf(handle: string, viewer = hr) {
  const file = await readPersonFile(viewer, city.portal, handle);
  if (!file) throw new Error(`There is no file of ${handle}.`);
  return file;
}

/** The form on the page that makes a code, sent. */
const asking = (form: string = randomUUID()) =>
  new Request("http://127.0.0.1:3000/", { method: "POST", body: new URLSearchParams({ form }) });

test("every attempt is shown in the words of the version, in the order shown, with what was chosen", async () => {
  const starter = await city.viewer("1006");
  const answer = async (number: number, isRight: boolean) => {
    const duty = await dutyOf(starter, city.portal);
    const { lesson, scenario } = firstScenario(duty);
    const chosen = isRight ? rightChoices(scenario) : [wrongChoice(scenario)];
    await answerScenario(city.portal, { duty, lesson }, { scenario: scenario.id, number, chosen });
    return { lesson, scenario };
  };
  await answer(1, false);
  const { lesson, scenario } = await answer(2, true);

  const [assignment] = (await fileOf("1006")).assignments;

  expect(assignment).toMatchObject({ state: "learning", version: 1, acknowledgement: null });
  expect(assignment?.reason).toMatch(/City employee/);
  const first = assignment?.lessons[0];
  expect(first).toMatchObject({ title: lesson.title, answered: 1 });
  expect(first?.scenarios.map(({ isAnswered }) => isAnswered).filter(Boolean)).toHaveLength(1);
  const [record] = first?.scenarios ?? [];
  expect(record?.ask).toBe(scenario.ask);
  expect(record?.attempts.map(({ number, isRight }) => [number, isRight])).toEqual([
    [1, false],
    [2, true],
  ]);
  const wrong = scenario.choices.find(({ id }) => id === wrongChoice(scenario));
  const shown = record?.attempts[0]?.choices ?? [];
  expect(shown.filter(({ isChosen }) => isChosen)).toEqual([{ text: wrong?.text, isChosen: true }]);
  const [kept] = await city.database.owner`
    select shown from attempts t join assignments a on a.id = t.assignment_id
    where a.person_id = ${starter.personId} and t.number = 1`;
  const words = new Map(scenario.choices.map(({ id, text }) => [id, text]));
  expect(shown.map(({ text }) => text)).toEqual(kept?.shown.map((id: string) => words.get(id)));
});

test("an acknowledgement shows the name as typed beside the directory's, and leads to its receipt", async () => {
  const foreperson = await city.viewer("1005");
  await completeLessons(foreperson, city.portal);
  const duty = await dutyOf(foreperson, city.portal);
  const done = await acknowledge(foreperson, city.portal, duty, {
    ...{ versionDigest: duty.version.versionDigest, agreed: true, typedName: "N. Petryk" },
    ...{ password: demoPassword, address: "203.0.113.7" },
  });

  const [assignment] = (await fileOf("1005")).assignments;

  expect(assignment?.versionDigest).toBe(duty.version.versionDigest);
  expect(assignment?.acknowledgement).toEqual({
    reference: "reference" in done ? done.reference : null,
    grade: "self",
    method: "password",
    typedName: "N. Petryk",
    directoryName: "Nadia Petryk",
    at: city.portal.now(),
    paper: null,
  });
});

test("what was recorded and later corrected stays in the file, with when and by whom", async () => {
  const { portal, database } = city;
  const personId = await hire(
    portal,
    { number: "2001" },
    { fromOn: "2024-05-01", untilOn: "2024-09-01" },
    { fromOn: "2026-05-01", department: "Recreation" },
  );
  const ray = await city.viewer("1004");
  const by = { by: hr.personId, now: new Date("2026-11-23T16:00:00Z") };
  await portal.db.transaction((tx) =>
    recordLeave(tx, { personId, fromOn: "2026-10-01", untilOn: null }, by),
  );
  await database.portal`
    update employments set superseded_at = ${by.now.toISOString()}
    where person_id = ${personId} and from_on = '2026-05-01'`;
  await portal.db.transaction((tx) =>
    recordEmployment(
      tx,
      {
        ...{ personId, department: "Library", position: "Clerk", type: "casual" },
        ...{ supervisorId: ray.personId, fromOn: "2026-05-01", untilOn: null },
      },
      by,
    ),
  );

  const { history } = await fileOf("2001");

  expect(history.employments).toMatchObject([
    { department: "Public Works", fromOn: "2024-05-01", untilOn: "2024-09-01", recordedBy: null },
    { department: "Recreation", supersededAt: by.now },
    {
      ...{ department: "Library", type: "casual", supervisor: "Ray Monkman", recordedAt: by.now },
      ...{ recordedBy: "Helen Osei", supersededAt: null },
    },
  ]);
  expect(history.leaves).toMatchObject([{ fromOn: "2026-10-01", untilOn: null }]);
  expect(history.exemptions).toEqual([]);
});

test("the file says by which codes and proofs a person got in, and holds no code", async () => {
  const { portal } = city;
  const personId = await hire(portal, { number: "2002" }, { fromOn: "2026-11-01" });
  expect((await fileOf("2002")).identity).toEqual({
    ...{ codes: [], passwords: [], factors: [], links: [] },
  });
  await handOverCode(hr, portal, personId, asking());
  const handed = await handOverCode(hr, portal, personId, asking());
  const { code } = "issued" in handed ? handed.issued : { code: "" };
  const password = { passwordHash: "$argon2id$", now: portal.now(), today: "2026-11-23" };
  await portal.db.transaction((tx) => useSetUpCode(tx, { code, ...password }));

  const { identity } = await fileOf("2002");

  expect(identity.codes.map(({ usedAt, withdrawnAt }) => [usedAt !== null, withdrawnAt !== null]))
    // Made at one moment: either may stand first.
    .toEqual(
      expect.arrayContaining([
        [true, false],
        [false, true],
      ]),
    );
  expect(identity.codes.every(({ issuedBy }) => issuedBy === "Helen Osei")).toBe(true);
  expect(identity.passwords).toEqual([{ setAt: portal.now(), proof: "set-up-code" }]);
  expect(JSON.stringify(identity)).not.toContain(code.slice(0, 4));
});

test("the page of a code, loaded again, makes no second code and leaves the first as it is", async () => {
  const personId = await hire(city.portal, { number: "2003" }, { fromOn: "2026-11-01" });
  const form = randomUUID();
  expect(await handOverCode(hr, city.portal, personId, asking(form))).toHaveProperty("issued");

  const again = await handOverCode(hr, city.portal, personId, asking(form));

  expect(again).toHaveProperty(
    "refusal.errors.form",
    expect.stringContaining("shown once already"),
  );
  const { codes } = (await fileOf("2003")).identity;
  expect(codes).toMatchObject([{ withdrawnAt: null }]);
});

test("HR hands nobody a code who sees more, and no one themselves", async () => {
  const refusal = async (handle: string) => {
    const { personId } = await fileOf(handle);
    return handOverCode(hr, city.portal, personId, asking());
  };
  expect(await refusal("1012")).toHaveProperty("refusal.errors.form");
  expect(await refusal("1002")).toHaveProperty("refusal.errors.form");
});

test("to somebody without the grant, and by an unknown number, there is no file", async () => {
  const supervisor = await city.viewer("1004");
  expect(await readPersonFile(supervisor, city.portal, "1006")).toBeUndefined();
  for (const handle of ["no-such-number", "", "'; drop table people", "x".repeat(100_000)]) {
    expect(await readPersonFile(hr, city.portal, handle)).toBeUndefined();
  }
});

import { expect, test } from "vitest";
import { answerScenario } from "#app/training/answer-scenario.ts";
import { isComplete, nextLesson } from "#app/training/duties.ts";
import { testPortal } from "#tests/support/portal.ts";
import {
  completeLessons,
  dutyOf,
  firstScenario,
  rightChoices,
  wrongChoice,
} from "#tests/support/training.ts";

const city = testPortal();
const newStarter = "1006";
const lifeguard = "1009";
const administrator = "1012";
const done = "1008";

async function attemptsOf(handle: string) {
  return city.database.owner`
    select t.* from attempts t
      join assignments a on a.id = t.assignment_id
      join people p on p.id = a.person_id
    where p.handle = ${handle} order by t.attempted_at, t.number`;
}

test("a wrong answer is kept with the order shown, and can be tried again", async () => {
  const viewer = await city.viewer(newStarter);
  const duty = await dutyOf(viewer, city.portal);
  const { lesson, scenario } = firstScenario(duty);

  const missed = await answerScenario(
    city.portal,
    { duty, lesson },
    { scenario: scenario.id, number: 1, chosen: [wrongChoice(scenario)] },
  );
  const again = await dutyOf(viewer, city.portal);
  const found = await answerScenario(
    city.portal,
    { duty: again, lesson },
    { scenario: scenario.id, number: 2, chosen: rightChoices(scenario) },
  );

  expect(missed).toEqual({ right: false });
  expect(found).toEqual({ right: true });
  const kept = await attemptsOf(newStarter);
  expect(kept.map(({ number, is_right }) => [number, is_right])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect([...(kept[0]?.shown ?? [])].sort()).toEqual(scenario.choices.map(({ id }) => id).sort());
});

test("the same answer sent twice is kept once", async () => {
  const viewer = await city.viewer(lifeguard);
  const duty = await dutyOf(viewer, city.portal);
  const { lesson, scenario } = firstScenario(duty);
  const answer = { scenario: scenario.id, number: 1, chosen: [wrongChoice(scenario)] };

  const both = await Promise.all([
    answerScenario(city.portal, { duty, lesson }, answer),
    answerScenario(city.portal, { duty, lesson }, answer),
  ]);

  expect(both).toEqual([{ right: false }, { right: false }]);
  expect(await attemptsOf(lifeguard)).toHaveLength(1);
});

test("an answer that another window has overtaken is refused, and nothing is stored", async () => {
  const viewer = await city.viewer(lifeguard);
  const duty = await dutyOf(viewer, city.portal);
  const { lesson, scenario } = firstScenario(duty);
  const other = scenario.choices.map(({ id }) => id).filter((id) => id !== wrongChoice(scenario));

  const stale = await answerScenario(
    city.portal,
    { duty, lesson },
    { scenario: scenario.id, number: 1, chosen: other.slice(0, 1) },
  );
  const early = await answerScenario(
    city.portal,
    { duty, lesson },
    { scenario: scenario.id, number: 9, chosen: rightChoices(scenario) },
  );

  expect(stale).toMatchObject({ status: 409, refused: expect.stringContaining("another window") });
  expect(early).toMatchObject({ status: 409 });
  expect(await attemptsOf(lifeguard)).toHaveLength(1);
});

test("a choice that was not offered, no choice, and too many choices are refused", async () => {
  const viewer = await city.viewer(administrator);
  const duty = await dutyOf(viewer, city.portal);
  const lesson = duty.track.lessons.find(({ scenarios }) =>
    scenarios.some((scenario) => rightChoices(scenario).length === 1),
  );
  const scenario = lesson?.scenarios.find((candidate) => rightChoices(candidate).length === 1);
  if (!lesson || !scenario) throw new Error("No scenario has one right choice.");
  const give = (chosen: string[]) =>
    answerScenario(city.portal, { duty, lesson }, { scenario: scenario.id, number: 1, chosen });

  expect(await give(["not-offered"])).toMatchObject({ status: 400 });
  expect(await give([])).toMatchObject({ status: 400, refused: "Choose an answer" });
  expect(await give(scenario.choices.map(({ id }) => id))).toMatchObject({
    status: 400,
    refused: "Choose one answer",
  });
  expect(await give([wrongChoice(scenario), wrongChoice(scenario)])).toMatchObject({ status: 400 });
  expect(await attemptsOf(administrator)).toHaveLength(0);
});

test("a scenario of another lesson is refused", async () => {
  const duty = await dutyOf(await city.viewer(administrator), city.portal);
  const [first, second] = duty.track.lessons;
  if (!first || !second?.scenarios[0]) throw new Error("The track has one lesson only.");

  const answered = await answerScenario(
    city.portal,
    { duty, lesson: first },
    { scenario: second.scenarios[0].id, number: 1, chosen: rightChoices(second.scenarios[0]) },
  );

  expect(answered).toMatchObject({ status: 400 });
});

test("a lesson is complete when each of its scenarios was answered right", async () => {
  const viewer = await city.viewer(newStarter);
  const before = await dutyOf(viewer, city.portal);
  const { lesson } = firstScenario(before);
  expect(isComplete(before, lesson)).toBe(false);
  expect(nextLesson(before)).toBe(lesson);

  await completeLessons(viewer, city.portal);

  const after = await dutyOf(viewer, city.portal);
  expect(after.track.lessons.every((each) => isComplete(after, each))).toBe(true);
  expect(nextLesson(after)).toBeNull();
});

test("nothing is answered on a settled assignment", async () => {
  const duty = await dutyOf(await city.viewer(done), city.portal);
  const { lesson, scenario } = firstScenario(duty);
  const number = duty.answers.filter((answer) => answer.scenario === scenario.id).length + 1;

  const answered = await answerScenario(
    city.portal,
    { duty, lesson },
    { scenario: scenario.id, number, chosen: rightChoices(scenario) },
  );

  expect(answered).toMatchObject({ status: 409 });
});

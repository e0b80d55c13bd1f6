import { answerScenario, choicesShown } from "#app/training/answer-scenario.ts";
import { measureAgainstFloor, rounds } from "./against-floor.ts";
import { expectStatus, send } from "./call.ts";
import { floorWork, headersToRepeat } from "./floor-work.ts";
import { questionsOf, rightAnswer, rightChoices } from "./forms.ts";
import { connections } from "./load.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { arrayInSql, pick } from "./statements.ts";
import { expectRows, foundTown, settled } from "./town.ts";

const peopleEach = 15;
const peopleARound = connections * peopleEach;

/** In each round other people answer every scenario of the main track, right the first time. */
export const answerMeasure: Measure = {
  id: "answer",
  goal: { atLeast: 0.5 },
  unit: "of the floor",
  async run(leftovers) {
    // Two take no part: one acts out what is recorded, one is answered by floor and portal.
    const town = await foundTown(leftovers, { size: peopleARound * rounds + 2, answered: () => 0 });
    const [actor, sample, ...people] = town.residents;
    const questions = questionsOf(town.track);
    const [first] = questions;
    if (!actor || !sample || !first) throw new Error("There is nothing to answer.");

    const portal = await startTownPortal(leftovers, town);
    const call = rightAnswer(sample, first);
    const reply = expectStatus(await send(portal.url, call), 303, "The answer");
    const job = await floorWork(town, actor, async ({ portal, duty }, record) => {
      const { lesson, scenario } = first;
      const chosen = rightChoices(scenario);
      const { statements } = await record(() =>
        answerScenario(portal, { duty, lesson }, { scenario: scenario.id, number: 1, chosen }),
      );
      const insert = pick(statements, /insert into "attempts"/, {
        assignment: duty.assignmentId,
        scenario: scenario.id,
        number: 1,
        shown: arrayInSql(choicesShown(duty, scenario)),
        chosen: arrayInSql(chosen),
      });
      const shown = questions.map(({ scenario: { id, choices } }) => [
        id,
        arrayInSql(choices.map((choice) => choice.id)),
      ]);
      return {
        answer: { headers: headersToRepeat(reply), insert, shown: Object.fromEntries(shown) },
      };
    });

    const finding = await measureAgainstFloor(leftovers, {
      town,
      portal,
      job,
      sample: { call, reply },
      lists: (round) =>
        Array.from({ length: connections }, (_, connection) => {
          const from = round * peopleARound + connection * peopleEach;
          const theirs = people.slice(from, from + peopleEach);
          return questions.flatMap((question) => theirs.map((one) => rightAnswer(one, question)));
        }),
    });
    const sent = people.length * questions.length;
    await expectRows(town.floorUrl, "attempts", sent + 1);
    await expectRows(town.portalUrl, "attempts", sent + 2);
    const seeded = `${settled} people who are done, ${town.residents.length} with nothing answered; ${sent} answers each to floor and portal`;
    return { ...finding, detail: { ...finding.detail, seeded } };
  },
};

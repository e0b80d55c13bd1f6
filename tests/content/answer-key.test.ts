import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRight, shownOrder } from "#app/content/answer-key.ts";
import type { FrozenScenario } from "#app/content/frozen-version.ts";

const scenarios = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 3, maxLength: 4 })
  .chain((ids) => fc.tuple(fc.constant(ids), fc.subarray(ids, { minLength: 1 })))
  .map(([ids, right]) => scenarioOf(ids, right));

function scenarioOf(ids: string[], right: string[]): FrozenScenario {
  const rest = { text: "", feedback: "", clause: "1", quote: "" };
  const choices = ids.map((id) => ({ id, right: right.includes(id), ...rest }));
  return { id: "s", situation: [], ask: "", choices };
}

const rightOf = ({ choices }: FrozenScenario) =>
  choices.filter((choice) => choice.right).map(({ id }) => id);

describe("an answer", () => {
  it("is right with every right choice in any order", () => {
    fc.assert(
      fc.property(scenarios, fc.infiniteStream(fc.nat()), (scenario, numbers) => {
        const shuffled = rightOf(scenario).toSorted(() => ((numbers.next().value ?? 0) % 3) - 1);
        expect(isRight(scenario, shuffled)).toBe(true);
      }),
    );
  });

  it("is wrong with any other set of choices", () => {
    fc.assert(
      fc.property(
        scenarios.chain((scenario) =>
          fc.tuple(fc.constant(scenario), fc.subarray(scenario.choices.map(({ id }) => id))),
        ),
        ([scenario, chosen]) => {
          const same = chosen.join() === rightOf(scenario).join();
          expect(isRight(scenario, chosen)).toBe(same);
        },
      ),
    );
  });

  it("is wrong with a choice twice, with one that was not offered, and with none", () => {
    const scenario = scenarioOf(["a", "b", "c"], ["a", "b"]);
    for (const chosen of [["a", "a"], ["a", "b", "b"], ["a", "z"], ["a", "b", "z"], [], [""]]) {
      expect(isRight(scenario, chosen)).toBe(false);
    }
  });
});

describe("the order on the page", () => {
  it("shows each choice once, the same for the same seed", () => {
    fc.assert(
      fc.property(scenarios, fc.string(), (scenario, seed) => {
        const shown = shownOrder(scenario, seed);
        expect(shown.toSorted()).toEqual(scenario.choices.map(({ id }) => id).toSorted());
        expect(shownOrder(scenario, seed)).toEqual(shown);
      }),
    );
  });

  it("does not depend on the order in the file", () => {
    fc.assert(
      fc.property(scenarios, fc.string(), (scenario, seed) => {
        const turned = { ...scenario, choices: scenario.choices.toReversed() };
        expect(shownOrder(turned, seed)).toEqual(shownOrder(scenario, seed));
      }),
    );
  });

  it("puts every choice first for about a quarter of the people", () => {
    const scenario = scenarioOf(["a", "b", "c", "d"], ["a"]);
    const firsts = Array.from({ length: 4000 }, (_, seed) => shownOrder(scenario, `${seed}`)[0]);
    for (const { id } of scenario.choices) {
      const share = firsts.filter((first) => first === id).length / firsts.length;
      expect(share).toBeGreaterThan(0.22);
      expect(share).toBeLessThan(0.28);
    }
  });
});

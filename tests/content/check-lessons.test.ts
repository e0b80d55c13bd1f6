import { describe, expect, it } from "vitest";
import {
  faultsOf,
  good,
  lesson,
  nextLesson,
  onlyFaultOf,
  replacing,
  roleLesson,
} from "#tests/support/content-folder.ts";

describe("between the lessons", () => {
  it("no scenario id stands in two lessons", async () => {
    const { file, words, mend } = await onlyFaultOf(nextLesson, (good) =>
      good.replaceAll("reporter\n", "rink\n").replace('id="reporter"', 'id="rink"'),
    );
    expect(file).toBe(`content/${nextLesson}`);
    expect(words).toBe("- id: rink");
    expect(mend).toContain(`\`rink\` stands at content/${lesson}:32`);
  });

  it("no two scenarios of a lesson have one id", async () => {
    const faults = await faultsOf({ [lesson]: replacing("- id: rink", "- id: lost-dog") });
    expect(faults.find(({ line }) => line === 32)?.mend).toContain("Give this scenario another id");
  });

  it("no address stands for two lessons, also of two tracks", async () => {
    const text = good[roleLesson] ?? "";
    const path = "lessons/channels/01-be-kind.mdx";
    const faults = await faultsOf({ [roleLesson]: null, [path]: text });
    expect(faults).toEqual([
      {
        file: `content/${lesson}`,
        line: 1,
        mend: expect.stringContaining("the address `be-kind`"),
      },
    ]);
  });

  it("no number stands for two lessons of a track", async () => {
    const text = good[nextLesson] ?? "";
    const path = "lessons/personal/01-your-own-voice.mdx";
    const faults = await faultsOf({ [nextLesson]: null, [path]: text });
    expect(faults).toEqual([
      { file: `content/${path}`, line: 1, mend: expect.stringContaining("another number") },
    ]);
  });

  it("a lesson teaches clauses that exist", async () => {
    const faults = await faultsOf({ [lesson]: replacing("2.opening, 2.a", "2.opening, 2.a, 9.z") });
    expect(faults).toEqual([
      { file: `content/${lesson}`, line: 5, mend: expect.stringContaining("no clause `9.z`") },
    ]);
  });

  it("feedback rests on a clause that exists", async () => {
    const { words, mend } = await onlyFaultOf(nextLesson, (good) =>
      good.replace("clause: 2.b", "clause: 2.z"),
    );
    expect(words).toBe("clause: 2.z");
    expect(mend).toContain("no clause `2.z`");
  });

  it("no name of the language itself passes for a clause", async () => {
    const { mend } = await onlyFaultOf(nextLesson, (good) =>
      good.replace("clause: 2.b", "clause: constructor"),
    );
    expect(mend).toContain("no clause `constructor`");
  });

  it("feedback quotes its clause word for word", async () => {
    for (const quote of ["ever for the Town", "never for our Town", "Never for the Town"]) {
      const { words, mend } = await onlyFaultOf(nextLesson, (good) =>
        good.replace("quote: never for the Town", `quote: ${quote}`),
      );
      expect(words).toBe(`quote: ${quote}`);
      expect(mend).toContain("Quote clause 2.b word for word");
    }
  });

  it("feedback quotes three words or more", async () => {
    const { words, mend } = await onlyFaultOf(nextLesson, (good) =>
      good.replace("quote: never for the Town", "quote: the Town"),
    );
    expect(words).toBe("quote: the Town");
    expect(mend).toContain("three words or more");
  });
});

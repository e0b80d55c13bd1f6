import { describe, expect, it } from "vitest";
import {
  contentOf,
  faultsOf,
  lesson,
  nextLesson,
  onlyFaultOf,
  organization,
  policy,
  replacing,
  roleLesson,
} from "#tests/support/content-folder.ts";

describe("between the files", () => {
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
    const good = await textOf(roleLesson);
    const path = "lessons/channels/01-be-kind.mdx";
    const faults = await faultsOf({ [roleLesson]: null, [path]: good });
    expect(faults).toEqual([
      {
        file: `content/${lesson}`,
        line: 1,
        mend: expect.stringContaining("the address `be-kind`"),
      },
    ]);
  });

  it("no number stands for two lessons of a track", async () => {
    const good = await textOf(nextLesson);
    const path = "lessons/personal/01-your-own-voice.mdx";
    const faults = await faultsOf({ [nextLesson]: null, [path]: good });
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

  it("every clause of a section that a track must teach whole is taught", async () => {
    const { file, line, mend } = await onlyFaultOf(
      lesson,
      replacing("[2.opening, 2.a]", "[2.opening]"),
    );
    expect({ file, line }).toEqual({ file: `content/${policy}`, line: 29 });
    expect(mend).toContain("Teach clause 2.a");
    expect(mend).toContain("lessons/personal");
  });

  it("a lesson of another track does not count for it", async () => {
    const faults = await faultsOf({
      [lesson]: replacing("[2.opening, 2.a]", "[2.opening]"),
      [roleLesson]: replacing('["3"]', '["3", 2.a]'),
    });
    expect(faults.map(({ mend }) => mend)).toEqual([expect.stringContaining("Teach clause 2.a")]);
  });

  it("a track teaches sections that have clauses", async () => {
    const { words, mend } = await onlyFaultOf(organization, replacing('["2"]', '["2", "7"]'));
    expect(words).toBe('teaches_all_of: ["2", "7"]');
    expect(mend).toContain("section `7` has none");
  });

  it("a folder of lessons is a track", async () => {
    const good = (await textOf(nextLesson)).replaceAll("reporter", "someone-else");
    const path = "lessons/personel/03-another-voice.mdx";
    const faults = await faultsOf({ [path]: good });
    expect(faults).toEqual([
      { file: `content/${path}`, line: 1, mend: expect.stringContaining("`personel`") },
    ]);
  });

  it("a track has a lesson", async () => {
    const { line, file, mend } = await onlyFaultOf(roleLesson, null);
    expect({ file, line }).toEqual({ file: `content/${organization}`, line: 35 });
    expect(mend).toContain("lessons/channels holds none");
  });
});

async function textOf(path: string): Promise<string> {
  let found = "";
  await contentOf({
    [path]: (good) => {
      found = good;
      return good;
    },
  });
  return found;
}

import { describe, expect, it } from "vitest";
import {
  faultsOf,
  good,
  lesson,
  nextLesson,
  onlyFaultOf,
  organization,
  policy,
  replacing,
  roleLesson,
} from "#tests/support/content-folder.ts";

describe("tracks", () => {
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
    const text = (good[nextLesson] ?? "").replaceAll("reporter", "someone-else");
    const path = "lessons/personel/03-another-voice.mdx";
    const faults = await faultsOf({ [path]: text });
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

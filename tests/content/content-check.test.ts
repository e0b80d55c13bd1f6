import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentFolder, lesson } from "#tests/support/content-folder.ts";

const command = join(import.meta.dirname, "../../server/commands/content-check.ts");

function check(folder: string) {
  return new Promise<{ code: unknown; lines: string[] }>((resolve) => {
    execFile(process.execPath, [command, folder], (error, stdout) => {
      resolve({ code: error?.code ?? 0, lines: stdout.trim().split("\n") });
    });
  });
}

describe("content:check", () => {
  it("says in one line what it found, and ends well", async () => {
    expect(await check(await contentFolder())).toEqual({
      code: 0,
      lines: ["Words Online Policy 1.10: 3 lessons, 4 scenarios, 5 clauses. No fault."],
    });
  });

  it("names file, line and mend of every fault, counts them, and ends with 1", async () => {
    const folder = await contentFolder({
      [lesson]: (good) => `${good.replace("minutes: 2", "minutes: 20")}\n{1}\n`,
    });
    const { code, lines } = await check(folder);
    expect(code).toBe(1);
    expect(lines).toEqual([
      `content/${lesson}:4  Write \`minutes\` as a whole number from 2 to 5.`,
      expect.stringContaining(`content/${lesson}:72  Remove what stands in braces`),
      "2 faults.",
    ]);
  });
});

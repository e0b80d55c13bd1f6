import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { letterKinds } from "#app/content/letter-kinds.ts";
import { versionDigest } from "#app/content/publish.ts";
import { readContent } from "#app/content/read-content.ts";
import {
  contentFolder,
  contentOf,
  faultsOf,
  lesson,
  organization,
  policy,
} from "#tests/support/content-folder.ts";

describe("the files of a content folder", () => {
  it("give the same digests whenever they are read", async () => {
    const [first, again] = [await contentOf(), await contentOf()];
    expect(again.sourceDigest).toBe(first.sourceDigest);
    expect(versionDigest(again.content)).toBe(versionDigest(first.content));
    expect(first.sourceDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("are the same files with other line ends, trailing blanks or a byte order mark", async () => {
    const { sourceDigest, content } = await contentOf();
    const windows = (good: string) => good.replaceAll("\n", "\r\n");
    const blanks = (good: string) => `\uFEFF${good.replaceAll("\n", "  \n")}\n\n \n`;
    for (const habit of [windows, blanks]) {
      const read = await contentOf({ [organization]: habit, [policy]: habit, [lesson]: habit });
      expect(read.sourceDigest).toBe(sourceDigest);
      expect(read.content).toEqual(content);
    }
  });

  it("are other files with another word or another name", async () => {
    const { sourceDigest } = await contentOf();
    const word = await contentOf({ [lesson]: (good) => good.replace("all.", "all!") });
    expect(word.sourceDigest).not.toBe(sourceDigest);
    const folder = await contentFolder();
    await writeFile(join(folder, "privacy", "advice.mdx"), "---\ntitle: Advice\n---\n\nKept.\n");
    const read = await readContent(folder);
    expect(read).toMatchObject({ content: { privacy: { advice: { html: "<p>Kept.</p>" } } } });
    expect("sourceDigest" in read && read.sourceDigest).not.toBe(sourceDigest);
  });

  it("leave the README, hidden files and the folder's own name out of it", async () => {
    const { sourceDigest } = await contentOf();
    const read = await contentOf({ "README.md": "Hello", "lessons/.DS_Store": "\0", ".git/x": "" });
    expect(read.sourceDigest).toBe(sourceDigest);
    const folder = await contentFolder();
    const moved = join(folder, "..", "birch-hollow");
    await rename(folder, moved);
    expect(await readContent(moved)).toMatchObject({ sourceDigest });
  });

  it("are each needed", async () => {
    for (const path of [organization, policy, "policy/statement.mdx", "privacy/set-up.mdx"]) {
      expect(await faultsOf({ [path]: null })).toContainEqual({
        file: `content/${path}`,
        line: 1,
        mend: "Write this file: content/README.md says what it holds.",
      });
    }
  });

  it("are named all when there is no such folder", async () => {
    const read = await readContent(join(await contentFolder(), "nowhere"));
    expect("faults" in read && read.faults.map(({ file }) => file)).toEqual([
      ...Object.keys(letterKinds)
        .sort()
        .map((kind) => `nowhere/letters/${kind}.mdx`),
      "nowhere/organization.yaml",
      "nowhere/policy/policy.mdx",
      "nowhere/policy/statement.mdx",
      "nowhere/privacy/advice.mdx",
      "nowhere/privacy/notices.mdx",
      "nowhere/privacy/report.mdx",
      "nowhere/privacy/set-up.mdx",
      "nowhere/privacy/training.mdx",
    ]);
  });

  it("stand where they are read", async () => {
    for (const path of [
      "lessons/personal/03-notes.txt",
      "lessons/01-stray.mdx",
      "privacy/Old one.mdx",
    ]) {
      const faults = await faultsOf({ [path]: "Words.\n" });
      expect(faults).toMatchObject([{ file: `content/${path}`, line: 1 }]);
      expect(faults[0]?.mend).toContain("Move this file away");
    }
  });

  it("are UTF-8 text without control characters", async () => {
    const latin = await faultsOf({
      [organization]: Buffer.from("name: Ville d\xe9serte", "latin1"),
    });
    expect(latin[0]).toMatchObject({ line: 1, mend: "Save this file as UTF-8 text." });
    const faults = await faultsOf({ [lesson]: (good) => good.replace("hurts", "hu\0rts") });
    expect(faults[0]).toMatchObject({
      line: 17,
      mend: "Remove the control character on this line.",
    });
  });
});

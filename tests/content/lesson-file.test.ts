import { describe, expect, it } from "vitest";
import {
  contentOf,
  faultsOf,
  good,
  lesson,
  nextLesson,
  onlyFaultOf,
  replacing,
} from "#tests/support/content-folder.ts";

const fault = (words: string, by: string) => onlyFaultOf(lesson, replacing(words, by));

describe("a lesson", () => {
  it("is cut where its scenarios stand", async () => {
    const [first] = (await contentOf()).content.tracks[0]?.lessons ?? [];
    expect(first?.pieces.map((piece) => ("scenario" in piece ? piece.scenario : "words"))).toEqual([
      ...["words", "rink", "words", "lost-dog", "words"],
    ]);
    expect(first?.pieces.at(-1)).toEqual({ html: "<p>That is all.</p>" });
  });

  it("lists its scenarios in the order they are placed", async () => {
    const [first] = (await contentOf()).content.tracks[0]?.lessons ?? [];
    expect(first?.scenarios.map(({ id }) => id)).toEqual(["rink", "lost-dog"]);
  });

  it("takes its address and its place from the name of its file", async () => {
    const { content } = await contentOf({
      [nextLesson]: null,
      "lessons/personal/00-before-all.mdx": good[nextLesson] ?? "",
    });
    const [track] = content.tracks;
    expect(track?.lessons.map(({ slug }) => slug)).toEqual(["before-all", "be-kind"]);
  });

  it("is named by number and slug", async () => {
    const path = "lessons/personal/Voice.mdx";
    const text = good[nextLesson] ?? "";
    const faults = await faultsOf({ [nextLesson]: null, [path]: text });
    expect(faults[0]).toMatchObject({ file: `content/${path}`, line: 1 });
    expect(faults[0]?.mend).toContain("03-speak-for-yourself.mdx");
  });

  it("knows which definitions its words link to", async () => {
    const [first] = (await contentOf()).content.tracks[0]?.lessons ?? [];
    expect(first?.terms).toEqual(["1.town"]);
  });

  it("places each of its scenarios", async () => {
    const { words, mend } = await fault('<Scenario id="rink" />', "");
    expect(words).toBe("- id: rink");
    expect(mend).toContain('<Scenario id="rink" />');
  });

  it("places no scenario twice", async () => {
    const { words, mend, line } = await fault("That is all.", '<Scenario id="rink" />');
    expect(words).toBe('<Scenario id="rink" />');
    expect(line).toBe(70);
    expect(mend).toContain("only once: it stands on line 62");
  });

  it("places no scenario that it does not have", async () => {
    const faults = await faultsOf({ [lesson]: replacing('id="rink"', 'id="ring"') });
    expect(faults).toEqual([
      expect.objectContaining({ mend: expect.stringContaining("Place this scenario") }),
      expect.objectContaining({ mend: expect.stringContaining("it has no `ring`") }),
    ]);
  });

  it("places a scenario by itself", async () => {
    const inList = await fault('<Scenario id="rink" />', '- <Scenario id="rink" />');
    expect(inList.mend).toContain("Place this scenario by itself");
    const inWords = await faultsOf({
      [lesson]: replacing('<Scenario id="rink" />', 'Now: <Scenario id="rink" />'),
    });
    expect(inWords.map(({ mend }) => mend).join()).toContain("on lines of its own");
  });

  it("has a title of at most 60 characters", async () => {
    const { words, mend } = await fault("title: Be kind", `title: ${"kind ".repeat(13)}`);
    expect(words).toMatch(/^title: kind/);
    expect(mend).toBe("Shorten `title` to at most 60 characters (it has 64).");
  });

  it("takes two to five minutes", async () => {
    for (const minutes of ["1", "6", "2.5", "many", "-3", '""']) {
      const { words, mend } = await fault("minutes: 2", `minutes: ${minutes}`);
      expect(words).toBe(`minutes: ${minutes}`);
      expect(mend).toContain("a whole number from 2 to 5");
    }
  });

  it("needs its front matter", async () => {
    const { line, mend } = await onlyFaultOf(lesson, "Only words.\n");
    expect(line).toBe(1);
    expect(mend).toContain("Begin the file with its front matter");
  });

  it("has front matter of names and values", async () => {
    const { mend } = await onlyFaultOf(lesson, "---\njust words\n---\n\nMore.\n");
    expect(mend).toBe("Write this file as names with values, one a line.");
  });
});

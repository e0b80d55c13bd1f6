import { describe, expect, it } from "vitest";
import {
  contentOf,
  faultsOf,
  lesson,
  onlyFaultOf,
  replacing,
} from "#tests/support/content-folder.ts";

const fault = (words: string, by: string) => onlyFaultOf(lesson, replacing(words, by));

describe("a scenario", () => {
  it("is a situation in paragraphs and choices with feedback", async () => {
    const [first] = (await contentOf()).content.tracks[0]?.lessons ?? [];
    const lostDog = first?.scenarios.find(({ id }) => id === "lost-dog");
    expect(lostDog?.situation).toEqual(["A neighbour's dog is gone.", "Somebody laughs about it."]);
    expect(lostDog?.choices[2]).toEqual({
      id: "search",
      text: "Help to search.",
      right: true,
      feedback: "That helps too.",
      clause: "2.a",
      quote: "kind to everyone in town & elsewhere",
    });
  });

  it("has a right choice", async () => {
    const { words, mend } = await onlyFaultOf(lesson, (good) => {
      const [before, after] = good.split("  - id: rink");
      return `${before}  - id: rink${after?.replace("right: true", "right: false")}`;
    });
    expect(words).toBe("choices:");
    expect(mend).toContain("`right: true`");
  });

  it("has feedback on every choice", async () => {
    const { words, mend } = await fault("        feedback: That hurts.\n", "");
    expect(words).toBe("- id: laugh");
    expect(mend).toBe("Add `feedback` to this choice.");
  });

  it("has feedback that says something", async () => {
    for (const nothing of ["", '" "']) {
      const { words, mend } = await fault("feedback: That hurts.", `feedback: ${nothing}`);
      expect(words).toBe(`feedback: ${nothing}`.trim());
      expect(mend).toMatch(/`feedback` to this choice/);
    }
  });

  it("says of each choice whether it is right", async () => {
    const { words, mend } = await onlyFaultOf(lesson, (good) =>
      good.replace("right: false", "right: maybe"),
    );
    expect(words).toBe("right: maybe");
    expect(mend).toBe("Write `right` as true or false.");
  });

  it("has three or four choices", async () => {
    const { words, mend } = await onlyFaultOf(lesson, (good) =>
      good.replace(/ {6}- id: laugh\n( {8}.*\n)*/, ""),
    );
    expect(words).toBe("choices:");
    expect(mend).toBe("Give `choices` at least 3 entries.");
  });

  it("has no two choices of one id", async () => {
    const { words, mend } = await fault("- id: share", "- id: laugh");
    expect(words).toBe("- id: laugh");
    expect(mend).toContain("another id: `laugh` stands in this scenario already");
  });

  it("has ids that can stand in an address", async () => {
    const { words, mend } = await fault("- id: share", "- id: Share It");
    expect(words).toBe("- id: Share It");
    expect(mend).toContain("lower case");
  });

  it("has an id, and nothing more is said of one without", async () => {
    const { words, mend } = await onlyFaultOf(lesson, (good) =>
      good
        .replace("- id: rink\n    situation", "- situation")
        .replace('<Scenario id="rink" />\n', ""),
    );
    expect(words).toBe("- situation: The rink is closed.");
    expect(mend).toBe("Add `id` to this scenario.");
  });

  it("says what is wrong with each choice, whatever is wrong with another", async () => {
    const faults = await faultsOf({
      [lesson]: (good) =>
        good
          .replace("        feedback: That hurts.\n", "")
          .replace("        text: Share the picture.\n", "")
          .replace("ask: What do you write?", "asks: What do you write?")
          .replace("quote: kind to everyone in town & elsewhere", "quote: kind to everyone abroad"),
    });
    expect(faults.map(({ mend }) => mend)).toEqual([
      "Add `feedback` to this choice.",
      "Add `text` to this choice.",
      expect.stringContaining("word for word"),
      "Add `ask` to this scenario.",
      expect.stringContaining("Remove `asks`"),
    ]);
  });

  it("is words even where YAML would see something else", async () => {
    const { content } = await contentOf({ [lesson]: replacing("text: Laugh too.", "text: No") });
    const choices = content.tracks[0]?.lessons[0]?.scenarios[1]?.choices;
    expect(choices?.[0]?.text).toBe("No");
  });
});

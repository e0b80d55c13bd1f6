import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compareContent, type Difference } from "#app/content/difference.ts";
import { weighDifference } from "#app/content/difference-advice.ts";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { readContent } from "#app/content/read-content.ts";
import { compareWords } from "#app/content/word-difference.ts";
import { canonicalJson } from "#app/ledger/canonical.ts";
import { projectFolder } from "#server/settings.ts";
import {
  type Changes,
  contentOf,
  lesson,
  policy,
  replacing,
  roleLesson,
} from "#tests/support/content-folder.ts";

let city: FrozenContent;
let town: FrozenContent;

beforeAll(async () => {
  const read = await readContent(`${projectFolder}/content`);
  if ("faults" in read) throw new Error("The content has faults.");
  city = read.content;
  town = (await contentOf()).content;
});

const differenceOf = async (changes: Changes) =>
  compareContent(town, (await contentOf(changes)).content);

/** What was taken out and what was put in, as a reader sees it. */
function marked(difference: Difference) {
  const rows = difference.flatMap(({ passages }) => passages.flatMap(({ rows }) => rows));
  const wordsOf = (side: "before" | "after") =>
    rows.flatMap((row) =>
      (row[side] ?? []).filter(({ isChanged }) => isChanged).map(({ text }) => text.trim()),
    );
  return { out: wordsOf("before"), in: wordsOf("after") };
}

const places = (difference: Difference) =>
  difference.map(({ title, passages }) => [title, ...passages.map(({ label }) => label)]);

describe("the difference of two versions", () => {
  it("is empty for a version and itself", () => {
    expect(compareContent(city, structuredClone(city))).toEqual([]);
    expect(compareContent(town, structuredClone(town))).toEqual([]);
  });

  it("shows words of a clause once, at the clause, though other places repeat them", async () => {
    const difference = await differenceOf({
      [policy]: replacing("elsewhere.</Clause>", "further away.</Clause>"),
      [lesson]: replacing(
        "quote: kind to everyone in town & elsewhere",
        "quote: kind to everyone in town",
      ),
    });
    expect(places(difference)).toEqual([
      ["The policy", "Section 2, first rule (2.a)"],
      ["Lesson “Be kind” (Personal use)", expect.stringContaining("quote")],
    ]);
    expect(marked(difference)).toEqual({ out: ["elsewhere", "& elsewhere"], in: ["further away"] });
  });

  it("shows an added clause whole, and where it stands", async () => {
    const rule = '- <Clause id="2.c" label="section 2, third rule">Think of the rink.</Clause>';
    const difference = await differenceOf({
      [policy]: (good) => good.replace("doubted.</Clause>\n", `doubted.</Clause>\n${rule}\n`),
      "organization.yaml": replacing('teaches_all_of: ["2"]', "teaches_all_of: []"),
    });
    const passages = difference.flatMap((part) => part.passages);
    expect(passages.find(({ label }) => label === "Section 2, third rule (2.c)")).toMatchObject({
      in: "after",
      rows: [{ before: null, after: [{ text: "Think of the rink.", isChanged: true }] }],
    });
    expect(marked(difference).in).toEqual(["Here stands clause 2.c", "Think of the rink."]);
    expect(weighDifference(difference).clauses).toEqual(["2.c"]);
  });

  it("shows a lesson that is in one version only, with every word of it", async () => {
    const without = structuredClone(town);
    without.tracks[0]?.lessons.pop();
    const [track, gone] = compareContent(town, without);
    expect(track).toMatchObject({ title: "Track “Personal use”", in: "both" });
    expect(gone).toMatchObject({ title: "Lesson “Your own voice” (Personal use)", in: "before" });
    const words = marked([gone as Difference[number]]).out.join(" ");
    for (const said of [
      "A reporter calls.",
      "Ask the Clerk.",
      "That bird is you.",
      "Speak for yourself.",
    ]) {
      expect(words).toContain(said);
    }
  });

  it("says which answers are right otherwise, feedback and citation of a choice, and the question", async () => {
    const difference = await differenceOf({
      [roleLesson]: (good) =>
        good
          .replace("right: true", "right: false")
          .replace("text: You.\n        right: false", "text: You.\n        right: true")
          .replace("feedback: That is rude.", "feedback: That is a pity.")
          .replace("ask: Who answers?", "ask: Who should answer?"),
    });
    expect(places(difference)).toEqual([
      [
        "Lesson “The Town's page” (The Town's channels)",
        "Scenario “page-comment”, question",
        "Scenario “page-comment”, choice “The Clerk.”, is right",
        "Scenario “page-comment”, choice “You.”, is right",
        "Scenario “page-comment”, choice “Nobody.”, feedback",
      ],
    ]);
    expect(marked(difference)).toMatchObject({
      out: ["answers", "yes", "no", "rude"],
      in: ["should answer", "no", "yes", "a pity"],
    });
    expect(weighDifference(difference)).toEqual({
      clauses: [],
      scenarios: ["page-comment"],
      statement: false,
    });
  });

  it("shows where a link leads, when that is all that differs", async () => {
    const difference = await differenceOf({
      "organization.yaml": replacing(
        "https://birchhollow.example/conduct",
        "https://birchhollow.example/code",
      ),
    });
    expect(marked(difference).in.every((words) => words.includes("code"))).toBe(true);
    expect(places(difference).map(([part]) => part)).toEqual([
      "The policy",
      "Settings of the organization",
    ]);
    expect(weighDifference(difference).statement).toBe(false);
  });

  it("compares a kind of content that this code has never heard of", () => {
    const { letters: _, ...plain } = town;
    const letters = (subject: string) => ({
      ...structuredClone(plain),
      letters: {
        "due-soon": { subject, html: "<p>It is <strong>due</strong>.</p>", text: "It is due." },
      },
    });
    const difference = compareContent(letters("Soon due"), letters("Due soon"));
    expect(places(difference)).toEqual([["Letter: due soon", "Subject"]]);
    expect(compareContent(plain, letters("Soon due"))).toMatchObject([{ in: "after" }]);
  });
});

describe("nothing that differs is left out", () => {
  it.each(["a small town's", "the City's"])(
    "of any single value of all that is frozen: %s",
    (whose) => {
      const content = whose === "the City's" ? city : town;
      const leaves = leavesOf(content);
      // As many of each, spread over the whole.
      const step = Math.ceil(leaves.length / 80);
      for (const path of leaves.filter((_, index) => index % step === 0)) {
        const changed = structuredClone(content);
        const before = replaceAt(changed, path);
        const shown = compareContent(content, changed);
        expect([path.join("."), before, shown.length > 0]).toEqual([path.join("."), before, true]);
      }
    },
  );

  it("of several at once, and of what is left out, doubled or put in another order", () => {
    const leaves = leavesOf(town);
    const lists = listsOf(town);
    fc.assert(
      fc.property(
        fc.array(fc.nat(leaves.length - 1), { maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(lists.length - 1), fc.constantFrom("drop", "turn", "double")), {
          maxLength: 2,
        }),
        fc.string({ maxLength: 8 }),
        (values, changes, noise) => {
          const changed = structuredClone(town);
          for (const value of values) replaceAt(changed, leaves[value] ?? [], noise);
          for (const [index, how] of changes) changeList(changed, lists[index] ?? [], how);
          const isSame = canonicalJson(changed) === canonicalJson(town);
          expect(compareContent(town, changed).length === 0).toBe(isSame);
          expect(compareContent(changed, town).length === 0).toBe(isSame);
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  it("of two texts: what stands on each side is each text, whole", () => {
    const words = fc.array(
      fc.constantFrom("City", "should", "post", ",", " ", "  ", "é", "3.51", "."),
    );
    const text = words.map((parts) => parts.join(" "));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const sides = compareWords(before, after);
        expect(sides.before.map(({ text }) => text).join("")).toBe(before);
        expect(sides.after.map(({ text }) => text).join("")).toBe(after);
        const kept = (side: "before" | "after") =>
          sides[side].flatMap(({ text, isChanged }) => (isChanged ? [] : text)).join("");
        expect(kept("before")).toBe(kept("after"));
      }),
    );
  });
});

type Path = (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, inside]) => leavesOf(inside, [...path, name]));
}

function listsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, one]) => listsOf(one, [...path, name]));
  return Array.isArray(value) && value.length > 0 ? [path, ...inside] : inside;
}

function at(root: unknown, path: Path): Record<string, unknown> {
  return path.reduce(
    (value, name) => (value as Record<string, unknown>)?.[name],
    root as unknown,
  ) as never;
}

/** Another value of the same kind in the middle of a text; answers what stood there. */
function replaceAt(root: unknown, path: Path, noise = " otherwise") {
  const holder = at(root, path.slice(0, -1));
  const name = path.at(-1) as string;
  const value = holder?.[name];
  if (!holder || value === undefined) return value;
  const middle = typeof value === "string" ? Math.floor(value.length / 2) : 0;
  holder[name] =
    typeof value === "string"
      ? value.slice(0, middle) + noise + value.slice(middle)
      : typeof value === "number"
        ? value + 1
        : typeof value === "boolean"
          ? !value
          : noise;
  return value;
}

function changeList(root: unknown, path: Path, how: string) {
  const list = at(root, path) as unknown as unknown[];
  if (!Array.isArray(list)) return;
  if (how === "drop") list.pop();
  else if (how === "turn") list.reverse();
  else if (list.length > 0) list.push(structuredClone(list[0]));
}

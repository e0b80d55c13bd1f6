import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { readOrganization } from "#app/content/organization.ts";
import { readContent } from "#app/content/read-content.ts";

// The content that comes with the portal, held against the policy as the City gave it and against what
// the training was asked to hold.

let content: FrozenContent;
let original: string[];

beforeAll(async () => {
  const read = await readContent(join(import.meta.dirname, "../../content"));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults, null, 2));
  content = read.content;
  const text = await readFile(join(import.meta.dirname, "policy-3.51.txt"), "utf8");
  original = text.split("\n").map((line) =>
    line
      .replace(/^- |\*/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
});

/** The lines of the original from its first section to its list of distribution. */
function body(): string[] {
  const from = original.indexOf("1. PREAMBLE");
  const until = original.indexOf("DISTRIBUTION");
  expect(until - from).toBeGreaterThan(80);
  return original.slice(from, until).filter(Boolean);
}

/** What a reader sees of the policy's HTML. */
function shown(): string {
  return content.policy.html
    .replace(/<\/?(p|div|ul|li|h2|h3)\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

describe("Policy 3.51", () => {
  it("stands in the content sentence by sentence", () => {
    const words = shown();
    const sentences = body().filter((line) => !/^\d\. [A-Z ]+$/.test(line));
    for (const sentence of sentences) expect(words).toContain(sentence);
  });

  it("stands there whole, in its order, with nothing added", () => {
    // The titles of its sections are in capitals in the original.
    expect(shown().toLowerCase()).toBe(body().join(" ").toLowerCase());
  });

  it("keeps its number, approval, file and distribution", () => {
    const { policy } = content;
    expect(policy).toMatchObject({
      number: "3.51",
      title: "Social Media Policy",
      procedure: null,
      replaces: null,
      revises: "3.5",
      approvedOn: "2021-11-01",
      methodOfApproval: "Resolution #609",
      fileNumber: "03.03.PO",
      effectiveOn: "2021-11-01",
    });
    const distribution = original.slice(original.indexOf("DISTRIBUTION") + 1).filter(Boolean);
    expect(policy.distribution).toEqual(distribution);
  });

  it("has an address for the opening and the five guidelines of section 6", () => {
    const { clauses } = content.policy;
    expect(Object.keys(clauses).filter((id) => id.startsWith("6."))).toEqual([
      ...["6.preamble", "6.a", "6.b", "6.c", "6.d", "6.e"],
    ]);
    expect(clauses["6.c"]?.label).toBe("section 6, third guideline");
    expect(clauses["6.c"]?.text).toMatch(/^Prohibited Social Media activity would include/);
    expect(clauses["6.e"]?.text).toMatch(/disciplinary action, including termination\.$/);
  });

  it("has an address for each definition and each ground for removing a comment", () => {
    const { clauses } = content.policy;
    const terms = Object.values(clauses).flatMap(({ term }) => term ?? []);
    expect(terms).toEqual([
      ...["City", "Council", "User", "City employees", "Marketing Coordinator", "Social Media"],
    ]);
    const grounds = Object.keys(clauses).filter((id) => /^5\.monitoring\.[a-z]$/.test(id));
    expect(grounds).toHaveLength(8);
  });

  it("names the channels that the organization names", () => {
    const channels = content.policy.clauses["5.channels"]?.text;
    expect(channels).toContain(content.organization.channels.join(" "));
  });
});

describe("the training", () => {
  it("has at least six lessons for everyone and two for those who work with the channels", () => {
    const [everyone, role] = content.tracks;
    expect([everyone?.for, role?.for]).toEqual(["everyone", "role"]);
    expect(everyone?.lessons.length).toBeGreaterThanOrEqual(6);
    expect(role?.lessons.length).toBeGreaterThanOrEqual(2);
  });

  it("is checked to teach everyone the whole of section 6", async () => {
    const folder = join(import.meta.dirname, "../../content");
    const yaml = await readFile(join(folder, "organization.yaml"), "utf8");
    const teachesAllOf = readOrganization(yaml, "organization.yaml", [])?.teachesAllOf;
    const everyone = content.tracks.find((track) => track.for === "everyone");
    expect(teachesAllOf?.get(everyone?.id ?? "")).toContain("6");
  });

  it("teaches everyone every clause of section 6", () => {
    const taught = content.tracks
      .filter((track) => track.for === "everyone")
      .flatMap(({ lessons }) => lessons.flatMap(({ teaches }) => teaches));
    for (const id of ["6.preamble", "6.a", "6.b", "6.c", "6.d", "6.e"]) {
      expect(taught).toContain(id);
    }
  });

  it("has two to four scenarios a lesson, some with several right choices", () => {
    const lessons = content.tracks.flatMap((track) => track.lessons);
    for (const { slug, scenarios } of lessons) {
      expect([slug, 2 <= scenarios.length && scenarios.length <= 4]).toEqual([slug, true]);
    }
    const several = lessons
      .flatMap(({ scenarios }) => scenarios)
      .filter(({ choices }) => choices.filter(({ right }) => right).length > 1);
    expect(several.length).toBeGreaterThanOrEqual(2);
  });

  it("does not give a right choice away by its place or by its length", () => {
    const single = content.tracks
      .flatMap((track) => track.lessons.flatMap(({ scenarios }) => scenarios))
      .filter(({ choices }) => choices.filter(({ right }) => right).length === 1);
    const longest = single.filter(({ choices }) => {
      const byLength = choices.toSorted((one, other) => other.text.length - one.text.length);
      return byLength[0]?.right;
    });
    expect(longest.length / single.length).toBeLessThan(0.6);
  });
});

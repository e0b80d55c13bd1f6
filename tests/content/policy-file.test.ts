import { describe, expect, it } from "vitest";
import {
  contentOf,
  faultsOf,
  onlyFaultOf,
  policy,
  replacing,
} from "#tests/support/content-folder.ts";

const fault = (words: string, by: string) => onlyFaultOf(policy, replacing(words, by));

describe("policy.mdx", () => {
  it("gives every clause its own words without marks, those of clauses inside included", async () => {
    const { clauses } = (await contentOf()).content.policy;
    expect(clauses["2.a"]).toEqual({
      label: "section 2, first rule",
      text: "Be kind to everyone in town & elsewhere.",
      term: null,
    });
    expect(clauses["2.opening"]?.text).toBe(
      "The Town likes people who talk, and it likes Code of Conduct too. It asks three things: " +
        "Be kind to everyone in town & elsewhere. " +
        "Speak for yourself and never for the Town. Say so where it could be doubted.",
    );
  });

  it("names a definition by its section and its word", async () => {
    const { clauses } = (await contentOf()).content.policy;
    expect(clauses["1.town"]).toMatchObject({ term: "Town", label: "section 1, “Town”" });
  });

  it("keeps a number as it is written", async () => {
    expect((await contentOf()).content.policy.number).toBe("1.10");
  });

  it("leaves out what a policy does not have", async () => {
    const { procedure, replaces, revises } = (await contentOf()).content.policy;
    expect({ procedure, replaces, revises }).toEqual({
      procedure: null,
      replaces: "1.9",
      revises: null,
    });
  });

  it("lists its headings with the addresses they have on the page", async () => {
    const { contents, html } = (await contentOf()).content.policy;
    expect(contents).toEqual([
      { id: "1-words", title: "1. Words", level: 2 },
      { id: "2-personal-use", title: "2. Personal use", level: 2 },
      { id: "afterwards", title: "Afterwards", level: 3 },
    ]);
    for (const { id } of contents) expect(html).toContain(`id="${id}"`);
  });

  it("gives no heading the address of a clause or of another heading", async () => {
    const { content } = await contentOf({
      [policy]: (good) => `${good}\n### 3\n\n### Après!\n\n### Apres\n`,
    });
    const ids = content.policy.contents.slice(-3).map(({ id }) => id);
    expect(ids).toEqual(["3-2", "apres", "apres-2"]);
  });

  it("has one clause of each id", async () => {
    const { words, mend } = await fault('id="2.b"', 'id="2.a"');
    expect(words).toContain("never for the Town");
    expect(mend).toContain("another id: `2.a` stands on line 29");
  });

  it("has ids that can stand in an address", async () => {
    const faults = await faultsOf({ [policy]: replacing('id="3"', 'id="Section 3"') });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.mend).toContain("`Section 3` is not");
  });

  it("has days that exist", async () => {
    const { words, mend } = await fault("2020-02-29", "2021-02-29");
    expect(words).toBe("approved_on: 2021-02-29");
    expect(mend).toContain("as a day that exists");
  });

  it("has words", async () => {
    const faults = await faultsOf({ [policy]: (good) => good.split("## 1")[0] ?? "" });
    expect(faults[0]?.mend).toBe("Write the policy below the front matter.");
  });

  it("cites a document by its title alone, as it was approved", async () => {
    const { html, clauses } = (
      await contentOf({
        [policy]: replacing('<Document id="conduct" />', '<Document id="chart" />'),
      })
    ).content.policy;
    expect(html).toContain("it likes <cite>Response Chart</cite> too.");
    expect(clauses["2.opening"]?.text).toContain("it likes Response Chart too.");
  });

  it("does not make faults of every lesson when a clause is refused", async () => {
    const { mend } = await fault(
      '<Clause id="2.a" label="section 2, first rule">',
      '<Clause id="2.a">',
    );
    expect(mend).toBe('Add label="…" to <Clause>.');
  });
});

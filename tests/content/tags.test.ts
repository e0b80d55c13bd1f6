import { describe, expect, it } from "vitest";
import { onlyFaultIn, renderIn } from "#tests/support/content-words.ts";

const mendOf = async (words: string) => (await onlyFaultIn(words)).mend;

describe("a tag", () => {
  it("has each of its attributes", async () => {
    expect(await mendOf("<Contact />")).toBe('Add id="…" to <Contact>.');
    expect(await mendOf("<Contact id />")).toBe('Add id="…" to <Contact>.');
    expect(await mendOf('<Contact id=" " />')).toBe('Add id="…" to <Contact>.');
    const { mend } = await onlyFaultIn('<Clause id="3">Ask.</Clause>', "policy");
    expect(mend).toBe('Add label="…" to <Clause>.');
  });

  it("has no other attribute", async () => {
    for (const attribute of ["onerror", "className", "style", "dangerouslySetInnerHTML", "block"]) {
      const mend = await mendOf(`<Contact id="hr" ${attribute}="x" />`);
      expect(mend).toBe(`Remove ${attribute} from <Contact>.`);
    }
  });

  it("has no attribute twice", async () => {
    expect(await mendOf('<Contact id="hr" id="nobody" />')).toBe(
      "Write id only once in <Contact>.",
    );
  });

  it("names a contact that exists, at its line", async () => {
    const { line, mend } = await onlyFaultIn('One.\n\nTwo, or\n<Contact id="mayor" />.');
    expect(line).toBe(4);
    expect(mend).toContain("there is no `mayor`");
  });

  it("names a document that exists", async () => {
    expect(await mendOf('<Document id="bylaw" />')).toContain("there is no `bylaw`");
  });

  it("names a definition that exists", async () => {
    expect(await mendOf('<Term id="1.city">City</Term>')).toContain("no definition `1.city`");
    expect(await mendOf('<Term id="2.a">Kind</Term>')).toContain("no definition `2.a`");
  });

  it("quotes a clause that exists", async () => {
    const mend = await mendOf('<Quote clause="2.z">\nBe kind\n</Quote>');
    expect(mend).toContain("there is no clause `2.z`");
  });

  it("quotes the words of its clause", async () => {
    const mend = await mendOf('<Quote clause="2.a">\nBe kind to everybody\n</Quote>');
    expect(mend).toContain("“Be kind to everybody” does not stand in it");
  });

  it("quotes words whatever their emphasis and however their lines are broken", async () => {
    const words = '<Quote clause="2.a">\nBe **kind** to\neveryone in town & elsewhere.\n</Quote>';
    expect((await renderIn("lesson", words)).faults).toEqual([]);
  });

  it("that quotes stands on lines of its own", async () => {
    const mend = await mendOf('It says <Quote clause="2.a">Be kind</Quote> first.');
    expect(mend).toContain("Put <Quote> on lines of its own");
  });

  it("that holds words is not empty", async () => {
    expect(await mendOf('<Term id="1.town"></Term>')).toContain("Write words between <Term>");
  });

  it("that stands for something holds no words", async () => {
    const mend = await mendOf('<Contact id="hr">the office</Contact>');
    expect(mend).toContain("Write <Contact> with nothing inside");
  });

  it("that places a scenario stands by itself", async () => {
    expect(await mendOf('- <Scenario id="rink" />')).toContain("Place this scenario by itself");
    const { faults } = await renderIn("lesson", 'Now: <Scenario id="rink" />');
    expect(faults.map(({ mend }) => mend).join()).toContain("on lines of its own");
  });
});

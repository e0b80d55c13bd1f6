import { describe, expect, it } from "vitest";
import { faultsOf, lesson, onlyFaultOf, policy, replacing } from "#tests/support/content-folder.ts";

const inLesson = (words: string) => onlyFaultOf(lesson, (good) => `${good}\n${words}\n`);

describe("a tag", () => {
  it("has each of its attributes", async () => {
    expect((await inLesson("<Contact />")).mend).toBe('Add id="…" to <Contact>.');
    expect((await inLesson("<Contact id />")).mend).toBe('Add id="…" to <Contact>.');
    expect((await inLesson('<Contact id=" " />')).mend).toBe('Add id="…" to <Contact>.');
    const { mend } = await onlyFaultOf(policy, replacing(' label="section 3"', ""));
    expect(mend).toBe('Add label="…" to <Clause>.');
  });

  it("has no other attribute", async () => {
    for (const attribute of ["onerror", "className", "style", "dangerouslySetInnerHTML", "block"]) {
      const { words, mend } = await inLesson(`<Contact id="hr" ${attribute}="x" />`);
      expect(words).toBe(`<Contact id="hr" ${attribute}="x" />`);
      expect(mend).toBe(`Remove ${attribute} from <Contact>.`);
    }
  });

  it("has no attribute twice", async () => {
    expect((await inLesson('<Contact id="hr" id="nobody" />')).mend).toBe(
      "Write id only once in <Contact>.",
    );
  });

  it("names a contact that exists", async () => {
    const { words, mend } = await inLesson('Ask <Contact id="mayor" />.');
    expect(words).toBe('Ask <Contact id="mayor" />.');
    expect(mend).toContain("there is no `mayor`");
  });

  it("names a document that exists", async () => {
    expect((await inLesson('<Document id="bylaw" />')).mend).toContain("there is no `bylaw`");
  });

  it("names a definition that exists", async () => {
    expect((await inLesson('<Term id="1.city">City</Term>')).mend).toContain(
      "no definition `1.city`",
    );
    expect((await inLesson('<Term id="2.a">Kind</Term>')).mend).toContain("no definition `2.a`");
  });

  it("quotes a clause that exists", async () => {
    const { mend } = await inLesson('<Quote clause="2.z">\nBe kind\n</Quote>');
    expect(mend).toContain("there is no clause `2.z`");
  });

  it("quotes the words of its clause", async () => {
    const { line, mend } = await inLesson('<Quote clause="2.a">\nBe kind to everybody\n</Quote>');
    expect(line).toBe(72);
    expect(mend).toContain("“Be kind to everybody” does not stand in it");
  });

  it("quotes words whatever their emphasis and however their lines are broken", async () => {
    const words = '<Quote clause="2.a">\nBe **kind** to\neveryone in town & elsewhere.\n</Quote>';
    expect(await faultsOf({ [lesson]: (good) => `${good}\n${words}\n` })).toEqual([]);
  });

  it("that quotes stands on lines of its own", async () => {
    const { mend } = await inLesson('It says <Quote clause="2.a">Be kind</Quote> first.');
    expect(mend).toContain("Put <Quote> on lines of its own");
  });

  it("that holds words is not empty", async () => {
    expect((await inLesson('<Term id="1.town"></Term>')).mend).toContain(
      "Write words between <Term>",
    );
  });

  it("that stands for something holds no words", async () => {
    const { mend } = await inLesson('<Contact id="hr">the office</Contact>');
    expect(mend).toContain("Write <Contact> with nothing inside");
  });
});

import { describe, expect, it } from "vitest";
import { fillLetter } from "#app/notices/letter.ts";
import {
  contentOf,
  faultsOf,
  letter,
  onlyFaultOf,
  replacing,
} from "#tests/support/content-folder.ts";

const saying = (words: string, subject = "Word from {organization}") =>
  `---\nsubject: ${subject}\n---\n\n${words}\n`;

describe("a letter", () => {
  it("is frozen with places for its values, as HTML and as plain words", async () => {
    const words =
      'Hello <Value name="given-name" />, due **<Value name="due-day" />**.\n\n- [Begin](/training)\n- Ask <Contact id="clerk" />';
    const { content } = await contentOf({ [letter]: saying(words) });
    expect(content.letters?.["due-soon"]).toEqual({
      subject: "Word from {organization}",
      html: '<p>Hello <data value="given-name"></data>, due <strong><data value="due-day"></data></strong>.</p>\n<ul>\n<li><a href="/training">Begin</a></li>\n<li>Ask Town Clerk (<a href="tel:3065550100">306-555-0100</a>, <a href="mailto:clerk@birchhollow.example">clerk@birchhollow.example</a>)</li>\n</ul>',
      text: "Hello {{given-name}}, due {{due-day}}.\n\n- Begin\n  /training\n- Ask Town Clerk (306-555-0100, clerk@birchhollow.example)",
    });
  });

  it("is filled with words that are never markup, and with whole addresses", async () => {
    const { content } = await contentOf({
      "letters/digest-supervisor.mdx": saying(
        '<List name="overdue" />\n\n[See](/) <Value name="name" />',
      ),
    });
    const frozen = content.letters?.["digest-supervisor"];
    if (!frozen) throw new Error("There is no letter.");
    const values = {
      name: "<i>Al</i> $& {{name}}",
      organization: "A & B",
      overdue: ["One", "<b>"],
    };
    const filled = fillLetter(frozen, values, "https://town.example");
    expect(filled.html).toContain("<ul><li>One</li><li>&#60;b&#62;</li></ul>");
    expect(filled.html).toContain(
      '<a href="https://town.example/">See</a> &#60;i&#62;Al&#60;/i&#62; $&#38; {{name}}',
    );
    expect(filled.words).toBe("- One\n- <b>\n\nSee <i>Al</i> $& {{name}}\nhttps://town.example/");
    expect(filled.subject).toBe("Word from A & B");
    const empty = fillLetter(frozen, { ...values, overdue: [] }, "https://town.example");
    expect(empty.words).toContain("- Nobody");
  });

  it("links to the page of the version it is about, with nothing behind an address in plain words", async () => {
    const { content } = await contentOf({
      "letters/publication-staff.mdx": saying("Read [the new one](/policy/this-version)."),
    });
    const frozen = content.letters?.["publication-staff"];
    if (!frozen) throw new Error("There is no letter.");
    const filled = fillLetter(frozen, { policy: "1.10", version: "2" }, "https://town.example");
    expect(filled.html).toContain('<a href="https://town.example/policy/1.10/2">the new one</a>.');
    expect(filled.words).toBe("Read the new one.\nhttps://town.example/policy/1.10/2");
  });

  it("names a value it cannot be filled with, and what it can", async () => {
    const { line, mend } = await onlyFaultOf(letter, saying('Dear <Value name="salary" />'));
    expect(line).toBe(5);
    expect(mend).toContain("no `salary`, only given-name, name, organization");
    const list = await onlyFaultOf(letter, saying('Hello.\n\n<List name="overdue" />'));
    expect(list.mend).toContain("none at all in this letter");
    const subject = await onlyFaultOf(letter, saying("Hello.", "Due {salary}"));
    expect(subject).toMatchObject({ line: 2, mend: expect.stringContaining("no `salary`") });
  });

  it("links to the portal only, and shows nothing from elsewhere", async () => {
    const elsewhere = await onlyFaultOf(letter, saying("[Win](https://example.com)"));
    expect(elsewhere.mend).toContain("begins with /");
    expect((await onlyFaultOf(letter, saying("![A](https://example.com/a.png)"))).mend).toContain(
      "image",
    );
    expect((await onlyFaultOf(letter, saying('Read <Document id="conduct" />'))).mend).toContain(
      "the only tags a letter may use are <Contact>, <Value>, <List>",
    );
  });

  it("is there for every kind of notice, and for nothing else", async () => {
    expect(await faultsOf({ [letter]: null })).toEqual([
      {
        ...{ file: `content/${letter}`, line: 1 },
        mend: "Write this file: content/README.md says what it holds.",
      },
    ]);
    const { mend } = await onlyFaultOf("letters/birthday.mdx", saying("Hooray."));
    expect(mend).toContain("publication-heads, publication-staff, assignment");
  });

  it("is not the place where values stand elsewhere", async () => {
    const { mend } = await onlyFaultOf(
      "privacy/training.mdx",
      replacing("Your answers", '<Value name="name" /> answers'),
    );
    expect(mend).toContain("Remove <Value>");
  });
});

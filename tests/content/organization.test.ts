import { describe, expect, it } from "vitest";
import {
  contentOf,
  faultsOf,
  onlyFaultOf,
  organization,
  replacing,
} from "#tests/support/content-folder.ts";

const fault = (words: string, by: string) => onlyFaultOf(organization, replacing(words, by));

describe("organization.yaml", () => {
  it("is frozen as it stands, but for what only the check of the files reads", async () => {
    const { content } = await contentOf();
    expect(content.organization).toMatchObject({
      shortName: "Birch Hollow",
      timeZone: "America/Regina",
      colours: { brand: "#234567", brandDark: "#abcdef" },
      retention: { attempts: "seven years" },
      employmentTypes: [{ id: "permanent", title: "Permanent" }],
    });
    expect(content.organization.contacts[1]).toEqual({
      id: "hr",
      title: "Human Resources",
      does: "your training",
      phone: null,
      email: null,
    });
    expect(content.organization.tracks[0]).toEqual({
      id: "personal",
      title: "Personal use",
      summary: "Your own accounts.",
      for: "everyone",
      daysToComplete: 30,
    });
  });

  it("may say whom to call before asking for advice, in 400 characters", async () => {
    const exchanges = (danger: string) =>
      replacing(
        "name: Town of Birch Hollow\n",
        `name: Town of Birch Hollow
exchanges:
  clause: 2.a
  leave_politely:
    - I will leave it here.
${danger}  smallest_figure: 5
  departments_from: 20
`,
      );
    const call = "  danger: Call 911 first.\n";
    const { content } = await contentOf({ [organization]: exchanges(call) });
    expect(content.organization.exchanges?.danger).toBe("Call 911 first.");
    const without = await contentOf({ [organization]: exchanges("") });
    expect(without.content.organization.exchanges).not.toHaveProperty("danger");
    const { words } = await onlyFaultOf(
      organization,
      exchanges(`  danger: ${"Call. ".repeat(70)}\n`),
    );
    expect(words).toMatch(/^danger: Call/);
  });

  it("needs every field", async () => {
    expect(await fault("province: Saskatchewan\n", "")).toEqual({
      file: "content/organization.yaml",
      line: 1,
      mend: "Add `province`.",
      words: "name: Town of Birch Hollow",
    });
  });

  it("says of which entry a field is missing", async () => {
    const { words, mend } = await fault("    does: your training\n", "");
    expect(words).toBe("- id: hr");
    expect(mend).toBe("Add `does` to this contact.");
  });

  it("names a field that nothing reads, at its line", async () => {
    const { words, mend } = await fault("short_name:", "shortname: Birch\nshort_name:");
    expect(words).toBe("shortname: Birch");
    expect(mend).toContain("Remove `shortname`");
  });

  it("names every fault at once, in the order of the lines", async () => {
    const faults = await faultsOf({
      [organization]: (good) =>
        good
          .replace("en-CA", "Canadian English")
          .replace("America/Regina", "America/Birch_Hollow")
          .replace('"#234567"', "blue")
          .replace("306-555-0100", "ask around")
          .replace("clerk@birchhollow.example", "clerk")
          .replace("https:", "http:")
          .replace("days_to_complete: 14", "days_to_complete: soon")
          .replace("for: role", "for: volunteers"),
    });
    expect(faults.map(({ mend }) => mend.match(/`(\w+)`/)?.[1])).toEqual([
      ...["locale", "time_zone", "brand", "phone", "email", "url", "for", "days_to_complete"],
    ]);
    expect(faults.every(({ mend }) => / as /.test(mend))).toBe(true);
  });

  it("has no two contacts of one id", async () => {
    const { words, mend } = await fault(
      "documents:\n",
      "  - id: hr\n    title: Staff Office\n    does: your pay\ndocuments:\n",
    );
    expect(words).toBe("- id: hr");
    expect(mend).toContain("another id: `hr` stands on line 15");
  });

  it("names for each document a contact that exists", async () => {
    const { words, mend } = await fault("ask: clerk", "ask: mayor");
    expect(words).toBe("ask: mayor");
    expect(mend).toContain("no `mayor`");
  });

  it("may name further titles of a directory's columns, and only of those there are", async () => {
    const named = (column: string) =>
      replacing("locale: en-CA", `locale: en-CA\ndirectory_columns:\n  ${column}: [Matricule]`);
    const { content } = await contentOf({ [organization]: named("employee_number") });
    expect(content.organization.directoryColumns).toEqual({ number: ["Matricule"] });
    expect(await onlyFaultOf(organization, named("shoe_size"))).toMatchObject({
      words: "shoe_size: [Matricule]",
    });
  });

  it("knows only the employment types that the directory knows", async () => {
    const { words, mend } = await fault("id: permanent", "id: volunteer");
    expect(words).toBe("- id: volunteer");
    expect(mend).toContain("permanent or part-time");
  });

  it("says of each track for everyone which sections it teaches whole", async () => {
    const { words, mend } = await fault('    teaches_all_of: ["2"]\n', "");
    expect(words).toBe("- id: personal");
    expect(mend).toContain('["6"]');
  });

  it("is YAML: two equal names, an alias or an unknown tag are named at their line", async () => {
    expect((await fault("locale: en-CA", "locale: en-CA\nname: Twice")).words).toBe("name: Twice");
    const alias = await faultsOf({ [organization]: replacing("province: S", "province: *x #") });
    expect(alias[0]).toMatchObject({ line: 3, file: "content/organization.yaml" });
    expect((await fault("province: S", "province: !js S")).words).toBe(
      "province: !js Saskatchewan",
    );
  });
});

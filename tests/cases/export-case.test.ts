import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { placeOfFile } from "#app/cases/export/read-case-export.ts";
import { addToCase, askForExport, exportOf, unzip, verify } from "#tests/support/case-exports.ts";
import { acts, caseUpTo, done, investigator, readCase } from "#tests/support/cases.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("the whole case is one file that says all that was done, with evidence byte for byte, and verifies", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("suspension"));
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1001", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  const picture = await aPicture({ withPlace: true });
  await addToCase(city, number, { name: "../../thread.jpg", bytes: picture });
  const answer = await askForExport(city, "1003", number);
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="case-${number}-2026-11-23.zip"`,
  );
  expect(answer.headers.get("Content-Security-Policy")).toContain("sandbox");
  const zip = Buffer.from(await answer.arrayBuffer());
  const files = await unzip(zip);
  expect([...files.keys()].at(-1)).toBe("manifest.json");
  expect(files.get("evidence/001-thread.jpg")?.equals(picture)).toBe(true);
  const kase = JSON.parse(String(files.get("case.json")));
  const { file } = await readCase(city, "1003", number);
  expect(kase.acts.map(({ sentence }: { sentence: string }) => sentence)).toHaveLength(
    file.acts.length,
  );
  expect(kase.allegations[0].quoted).toContain("disparaging comments");
  expect(kase.views.at(-1)).toMatchObject({ who: "Tom Baker", what: "the export of all of it" });
  const page = String(files.get("case.html"));
  for (const said of [
    ...["It names the City.", "Signed for.", "disparaging comments", "3 calendar days"],
    ...["Jesse Flett had not acknowledged version 1 by then.", "Lessons that teach the rule"],
  ]) {
    expect(page).toContain(said);
  }
  expect(page).not.toMatch(/<script|href="(https?:|\/)/i);
  const letter = [...files.keys()].find((name) => name.startsWith("letters/"));
  expect(String(files.get(letter ?? ""))).toContain("Words");
  expect(await verify(city, zip)).toMatchObject({
    verdict: { acts: file.acts.length, unsealed: [] },
  });
});

test("its page says in words who had which part, what a day is for, and how often somebody saw it", async () => {
  const number = await caseUpTo(city, "reviewed");
  await exportOf(city, "1003", number);
  const page = String((await unzip(await exportOf(city, "1003", number))).get("case.html"));
  const { file } = await readCase(city, "1003", number);
  const reviewer = file.acts.findLast(({ act }) => act === "confirmed")?.by.name;
  for (const [part, who] of [
    ["Opened the case", "Tom Baker"],
    ["Appointed to investigate", "Ingrid Vance"],
    ["Reviewed a finding", reviewer],
  ])
    expect(page).toContain(`<td>${part}</td><td>${who}`);
  expect(page).toContain(", to be answered by ");
  expect(page).toContain(", to be concluded by ");
  expect(page).not.toContain("with the day");
  expect(page).toContain("<td>Tom Baker</td><td>the export of all of it</td><td>2</td>");
});

test("that an export was made stands in the ledger and among the views, with the digest of its manifest", async () => {
  const number = await caseUpTo(city, "opened");
  const before = await count(number);
  const files = await unzip(await exportOf(city, "1003", number));
  expect(await count(number)).toBe(before + 1);
  const [record] = await city.database.owner`
    select body::json -> 'facts' as facts from ledger_records where act = 'export-case' order by id desc limit 1`;
  const digest = createHash("sha256")
    .update(files.get("manifest.json") ?? "")
    .digest("hex");
  expect(record?.facts).toMatchObject({ digest, kind: "whole" });
});

test("a look at the headers takes nothing out, and notes nothing", async () => {
  const number = await caseUpTo(city, "opened");
  const before = await count(number);
  expect((await askForExport(city, "1003", number, "whole", "HEAD")).body).toBeNull();
  expect(await count(number)).toBe(before);
});

test("the investigator and a second person are told who makes the export; to others there is no case", async () => {
  const number = await caseUpTo(city, "found");
  const told = await askForExport(city, investigator, number);
  expect([told.status, await told.text()]).toEqual([403, "Who handles the case makes its export."]);
  for (const as of ["1012", "1009", "omar.haddad@example.net", "1006"]) {
    expect((await askForExport(city, as, number)).status).toBe(404);
  }
  expect(await count(number)).toBe(0);
});

test("an act that no seal covers yet is named as such", async () => {
  const number = await caseUpTo(city, "opened");
  await exportOf(city, "1003", number);
  city.at(new Date("2026-11-23T15:31:00Z"));
  await done(city, "1003", number, acts.triage());
  city.at(new Date("2026-11-23T15:32:00Z"));
  const answer = await askForExport(city, "1003", number, "whole", "GET", { isSealed: false });
  const zip = Buffer.from(await answer.arrayBuffer());
  const { file } = await readCase(city, "1003", number);
  expect(await verify(city, zip)).toMatchObject({ verdict: { unsealed: [file.acts.length] } });
});

test("no name of a file leaves the folder, or names a device", () => {
  expect(placeOfFile(0, "..\\..\\con.txt")).toBe("evidence/001-..-..-con.txt");
  expect(placeOfFile(1, "/etc/passwd")).toBe("evidence/002--etc-passwd");
  expect(placeOfFile(2, "CON")).toBe("evidence/003-CON");
  expect(placeOfFile(3, "...")).toBe("evidence/004-file");
});

async function count(number: string): Promise<number> {
  const [row] = await city.database.owner`
    select count(*)::int as count from case_views v join cases c on c.id = v.case_id
    where c.number = ${number} and v.viewing = 'export'`;
  return row?.count;
}

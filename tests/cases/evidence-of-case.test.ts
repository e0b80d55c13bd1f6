import { hash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { listCaseEvidence } from "#app/cases/evidence-of-case.ts";
import { findingAct } from "#app/cases/finding.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { addToCase, exportOf, sever, unzip } from "#tests/support/case-exports.ts";
import { casePages, readable } from "#tests/support/case-pages.ts";
import { caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { upload } from "#tests/support/evidence.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const { city, ask, sendFiles } = casePages();
const from = "Nadia Petryk's phone, on 20 November";
const shows = "The post as it stood on Tuesday.\nWith three answers.";
const post = { name: "post.txt", bytes: "It is a circus." };

const listed = async (number: string) => {
  const { kase } = await readCase(city, "1003", number);
  return listCaseEvidence(city.portal, city.portal.db, kase);
};

test("a file is not kept before somebody says where it comes from, and what was typed stays", async () => {
  const number = await caseUpTo(city, "answered");
  const path = `/cases/${number}/evidence`;
  const refused = await sendFiles(investigator, path, { formId: "-", shows }, [post]);
  expect(refused.status).toBe(400);
  const page = readable(refused.text);
  expect(page).toContain("Write where it comes from");
  expect(page).toContain("“post.txt” was not kept. Choose it again");
  expect(page).toContain("With three answers.");
  expect(await listed(number)).toEqual([]);
  const alone = await sendFiles(investigator, path, { formId: "-", from, shows });
  expect([alone.status, readable(alone.text)]).toEqual([
    400,
    expect.stringContaining("Choose at least one file"),
  ]);
});

test("it stands with the file on the case, where a finding cites it, and in the export", async () => {
  const number = await caseUpTo(city, "answered");
  const sent = await sendFiles(
    investigator,
    `/cases/${number}/evidence`,
    { formId: "-", from, shows },
    [post],
  );
  expect(sent.status).toBe(303);
  const [file] = await listed(number);
  expect(file?.source).toEqual({ from, shows });
  for (const path of ["", "/evidence"]) {
    const page = readable((await ask(investigator, `/cases/${number}${path}`)).text);
    expect(page).toContain(`Where it comes from: ${from}`);
    expect(page).toContain("With three answers.");
  }
  const find = readable((await ask(investigator, `/cases/${number}/find`)).text);
  expect(find).toContain(`From: ${from}`);
  await done(city, investigator, number, ({ file: { allegations }, kase }) => {
    const { number: allegation = 0, respondentId = "" } = allegations[0] ?? {};
    const found = { allegation, respondentId, outcome: "substantiated" as const };
    return findingAct(kase, found, { words: "It is so.", acts: [], files: [file?.id ?? ""] });
  });
  const confirm = readable((await ask("1014", `/cases/${number}/confirm`)).text);
  expect(confirm).toContain(`From: ${from}`);
  const timeline = readable((await ask("1003", `/cases/${number}`)).text);
  expect(timeline).toContain(`Rests on: post.txt, from ${from}`);
  const files = await unzip(await exportOf(city, "1003", number));
  const kase = JSON.parse(String(files.get("case.json")));
  expect(kase.evidence[0].texts).toEqual([
    { label: "Where it comes from", words: from },
    { label: "What it shows", words: shows },
  ]);
  expect(String(files.get("case.html"))).toContain("With three answers.");
});

test("what came with a report is from there, and what a respondent sent from them", async () => {
  const subjects = [await subject(city, "1009")];
  const { report } = await fileReport(city.portal, { subjects });
  await receiveEvidence(city.portal, upload([post]), { holder: report, by: null });
  const opened = await openNewCase(await city.viewer("1003"), city.portal, report.number, {
    formId: randomUUID(),
  });
  const brought = opened && "number" in opened ? opened.number : "";
  expect((await listed(brought)).map(({ source }) => source)).toEqual([
    { from: `Report ${report.number}`, shows: "" },
  ]);
  const number = await caseUpTo(city, "served");
  const notice = lastOf((await readCase(city, "1003", number)).file, "noticed");
  await sendFiles("1009", `/my-notices/${number}-${notice}`, { words: "Look." }, [post]);
  expect((await listed(number)).map(({ source }) => source.from)).toEqual([
    "Jesse Flett, who answered with it",
  ]);
});

test("words of it are severed as all others, in list, page and data", async () => {
  const number = await caseUpTo(city, "answered");
  const id = await addToCase(city, number, post, { from, shows });
  const page = readable((await ask("1003", `/cases/${number}/export/sever`)).text);
  expect(page).toContain(from);
  const [{ report } = { report: "" }] = await city.database.owner`
    select r.number as report from case_reports c join violation_reports r on r.id = c.report_id
      join cases k on k.id = c.case_id where k.number = ${number}`;
  await sever(
    city,
    number,
    { of: "words", words: "Nadia Petryk's phone", ground: "privacy" },
    { of: "part", part: `evidence:${id}`, ground: null },
    { of: "part", part: `report:${report}`, ground: null },
  );
  const files = await unzip(await exportOf(city, "1003", number, "severed"));
  for (const name of ["case.html", "case.json"])
    expect(String(files.get(name))).not.toContain("Nadia Petryk");
  const removed = JSON.parse(String(files.get("removed.json")));
  expect(removed.passages).toContainEqual(
    expect.objectContaining({ where: "File 1, where it comes from" }),
  );
});

test("it is in no table in plain, and the ledger binds it", async () => {
  const number = await caseUpTo(city, "answered");
  await addToCase(city, number, post, { from, shows });
  const { kase } = await readCase(city, "1003", number);
  const [held] = await city.database.owner`
    select sourced from held_evidence where key_id = ${kase.keyId}`;
  expect(Buffer.from(held?.sourced).includes("Nadia")).toBe(false);
  const [record] = await city.database.owner`
    select body::json -> 'facts' as facts from ledger_records where act = 'add-evidence' order by id desc limit 1`;
  expect(record?.facts.source).toBe(hash("sha256", held?.sourced, "hex"));
});

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { takeInEvidence } from "#app/cases/late-evidence.ts";
import { openCase } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { readCaseOfReport, readOpening } from "#app/cases/opening.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { joinReports } from "#app/intake/join-reports.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { acts, addReport, done, openTestCase, readCase } from "#tests/support/cases.ts";
import { upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport, reportNumber, subject } from "#tests/support/reports.ts";

const city = testPortal();

const open = async (as: string, report: string, formId = randomUUID()) =>
  openNewCase(await city.viewer(as), city.portal, report, { formId });

async function opened(as: string, report: string): Promise<string> {
  const answer = await open(as, report);
  if (!answer || "refused" in answer) throw new Error(answer?.refused ?? "It is not there.");
  return answer.number;
}

async function addFile(report: OpenReport, name: string) {
  const { personId: by } = await city.viewer("1014");
  await receiveEvidence(city.portal, upload([{ name, bytes: "He wrote this." }]), {
    ...{ holder: report, by },
  });
}

const filesOf = async (as: string, number: string) => {
  const { kase } = await readCase(city, as, number);
  return (await listEvidence(city.portal, city.portal.db, kase)).map(({ name }) => name).sort();
};

test("a case takes over the reports joined with its own, their evidence, and whom they are about", async () => {
  const { report } = await fileReport(city.portal, { subjects: [await subject(city, "1009")] });
  const other = await fileReport(city.portal, { subjects: [await subject(city, "1007")] });
  await addFile(report, "first.txt");
  await addFile(other.report, "second.txt");
  const joanne = await city.viewer("1014");
  const into = { other: report.number, reason: "The same." };
  await joinReports(joanne, city.portal, other.report.number, into);
  expect(await readOpening(joanne, city.portal, report.number)).toMatchObject({
    ...{ whyNot: null, joined: [other.report.number], files: 2, shutOut: 0 },
    respondents: ["Jesse Flett", "Dale Kozak"],
  });

  const number = await opened("1014", report.number);
  const { file } = await readCase(city, "1003", number);
  expect(file.respondents.map(({ handle }) => handle)).toEqual(["1009", "1007"]);
  expect(await filesOf("1003", number)).toEqual(["first.txt", "second.txt"]);
  for (const { number: joined } of [report, other.report]) {
    expect(await open("1014", joined)).toEqual({
      refused: "Look at its case: this report has one",
    });
  }
});

test("a case is opened from the report the others are joined with", async () => {
  const [first, second] = [await reportNumber(city), await reportNumber(city)];
  const into = { other: first, reason: "The same." };
  await joinReports(await city.viewer("1014"), city.portal, second, into);
  expect(await open("1014", second)).toEqual({
    refused: "Open the case from the report this one is joined with",
  });
});

test("who could handle cases and is meant by its report has no part in its case, and learns nothing of it", async () => {
  const report = await reportNumber(city, { subjects: [await subject(city, "1003")] });
  const joanne = await city.viewer("1014");
  expect(await readOpening(joanne, city.portal, report)).toMatchObject({ shutOut: 1 });
  const number = await opened("1014", report);
  const { file } = await readCase(city, "1014", number);
  expect(
    file.acts.filter(({ act }) => act === "shut-out").map(({ person }) => person?.handle),
  ).toEqual(["1003"]);
  const tom = await city.viewer("1003");
  expect(await openCase(tom, city.portal, number)).toBeUndefined();
  expect(await readOpening(tom, city.portal, report)).toBeUndefined();
});

test("of a case in which somebody may have no part, its report is not there for them either", async () => {
  const { report } = await fileReport(city.portal);
  const number = await opened("1014", report.number);
  const { personId } = await city.viewer("1003");
  await done(city, "1014", number, {
    ...{ act: "party-named", personId, choice: "witness", said: { words: "He saw it." } },
  });
  const tom = await city.viewer("1003");
  expect(await readCaseOfReport(tom, city.portal, report)).toBeNull();
  expect(await open("1003", report.number)).toBeUndefined();
});

test("the same form sent twice, or twice at once, opens one case; of two forms at once one opens it", async () => {
  const report = await reportNumber(city);
  const formId = randomUUID();
  const both = await Promise.all([open("1014", report, formId), open("1014", report, formId)]);
  expect(both[0]).toEqual(both[1]);
  expect(await open("1014", report, formId)).toEqual(both[0]);

  const another = await reportNumber(city);
  const answers = await Promise.all([open("1014", another), open("1003", another)]);
  expect(answers.filter((one) => one && "number" in one)).toHaveLength(1);
  expect(answers.filter((one) => one && "refused" in one)).toHaveLength(1);
});

test("to who handles no such report there is nothing to open a case from", async () => {
  const report = await reportNumber(city);
  for (const as of ["1012", "1002", "1001", "ruth.enns@example.net"]) {
    expect(await open(as, report)).toBeUndefined();
  }
});

test("a report added to a case brings its evidence, and shuts out who has a conflict in it", async () => {
  const number = await openTestCase(city);
  const { report } = await fileReport(city.portal, { subjects: [await subject(city, "1014")] });
  const { personId: by } = await city.viewer("1003");
  await receiveEvidence(city.portal, upload([{ name: "third.txt", bytes: "And this." }]), {
    ...{ holder: report, by },
  });
  expect(await addReport(city, "1003", number, report.number)).toEqual({ done: true });
  expect(await filesOf("1003", number)).toEqual(["third.txt"]);
  expect(await openCase(await city.viewer("1014"), city.portal, number)).toBeUndefined();
  const { file } = await readCase(city, "1003", number);
  expect(file.acts.map(({ act }) => act).slice(-2)).toEqual(["report-added", "shut-out"]);
  expect(await addReport(city, "1003", number, report.number)).toMatchObject({
    refused: "Enter another number: this report is part of the case",
  });
});

test("a report of another case, one of nobody's and one that somebody else handles are refused in the same words", async () => {
  const number = await openTestCase(city);
  const { report } = await fileReport(city.portal);
  await opened("1014", report.number);
  const ofTom = await reportNumber(city, { subjects: [await subject(city, "1003")] });
  const refused = "Enter the number of a report that you handle and that is part of no case";
  for (const other of [report.number, ofTom, "VR-0000-0000"]) {
    expect(await addReport(city, "1003", number, other)).toEqual({ refused, field: "report" });
  }
});

test("who has not read what was done since is told it, and the report is not added", async () => {
  const number = await openTestCase(city);
  const report = await reportNumber(city);
  const { file } = await readCase(city, "1003", number);
  await done(city, "1014", number, acts.triage());
  const answer = await addReport(city, "1003", number, report, file.acts.length);
  expect(answer).toMatchObject({
    refused: /^Read what is new.*Joanne Settee decided to investigate/,
  });
});

test("files added to a report after its case was opened are taken in once, by who handles or investigates", async () => {
  const { report } = await fileReport(city.portal);
  const number = await opened("1014", report.number);
  await addFile(report, "late.txt");
  expect(await filesOf("1014", number)).toEqual([]);
  const take = async (as: string) => takeInEvidence(await city.viewer(as), city.portal, number);
  expect(await take("1012")).toBeUndefined();
  const both = await Promise.all([take("1014"), take("1003")]);
  expect(both.map((one) => one && "taken" in one && one.taken).sort()).toEqual([0, 1]);
  expect(await filesOf("1003", number)).toEqual(["late.txt"]);
});

import { expect, test } from "vitest";
import { keepingOf } from "#app/cases/close-case.ts";
import { whatIsOpen } from "#app/cases/life/ending.ts";
import { suggestedTelling, tellingOfConclusion } from "#app/cases/tell-reporter.ts";
import { readMessages } from "#app/intake/messages.ts";
import { openOwnReport } from "#app/intake/open-report.ts";
import { inHand, send } from "#tests/support/case-forms.ts";
import { act, acts, caseUpTo, done, investigator, readCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const tell = async (number: string) => {
  const viewer = await city.viewer("1003");
  return send(city, "1003", number, ({ kase }) => [
    tellingOfConclusion(viewer, city.portal, kase, suggestedTelling),
  ]);
};

const isOpenIn = async (number: string) =>
  whatIsOpen((await readCase(city, "1003", number)).standing);

test("everything that is still open is said, until nothing is", async () => {
  const number = await caseUpTo(city, "found");
  const { personId } = await city.viewer("1009");
  const interim = { act: "interim-begun", choice: "leave-with-pay", personId } as const;
  await done(city, "1003", number, {
    ...{ ...interim, dueOn: "2026-12-07", said: { words: "Until it is clear." } },
  });
  await done(city, "1003", number, { act: "paused", choice: "police", said: { words: "Asked." } });
  expect(await isOpenIn(number)).toEqual([
    "Record a finding about every allegation, and have each reviewed",
    "Wait for the second person",
    "End the interim measure",
    "Let the clock run again",
    "Give the respondent the outcome",
    "Tell the reporter that it is concluded",
  ]);
  expect(await act(city, "1003", number, acts.close)).toEqual({
    refused: "Record a finding about every allegation, and have each reviewed",
  });
  await done(city, "1014", number, acts.confirm("found"));
  expect((await isOpenIn(number))[0]).toBe("Decide about discipline, and issue it");
  expect(await tell(number)).toMatchObject({ refused: /learns only that it is concluded$/ });
  await done(city, "1003", number, acts.propose("none"));
  await done(city, "1003", number, acts.issue);
  await done(city, "1003", number, ({ file }) => ({
    ...{ act: "interim-ended", said: { words: "It is clear." } },
    about: file.acts.find((one) => one.act === "interim-begun")?.number ?? 0,
  }));
  await done(city, "1003", number, ({ file }) => ({
    ...{ act: "resumed", dueOn: "2027-02-01", said: { words: "They are done." } },
    about: file.acts.find((one) => one.act === "paused")?.number ?? 0,
  }));
  expect(await tell(number)).toEqual({ done: true });
  expect(await isOpenIn(number)).toEqual([]);
  await done(city, "1003", number, acts.close);
  expect(await act(city, "1003", number, acts.close)).toEqual({ refused: "The case is closed" });
});

test("the reporter of each report reads that it is concluded, and nothing of the outcome", async () => {
  const number = await caseUpTo(city, "reviewed", { outcome: "not-substantiated" });
  expect(await tell(number)).toEqual({ done: true });
  const [row] = await city.database.owner<{ id: string }[]>`
    select report_id as id from case_reports r join cases c on c.id = r.case_id where c.number = ${number}`;
  const report = await openOwnReport(city.portal, row?.id ?? "");
  if (!report) throw new Error("The report is gone.");
  const messages = await readMessages(city.portal.db, report);
  expect(messages.map(({ author, words }) => ({ author, words }))).toEqual([
    { author: "office", words: suggestedTelling },
  ]);
  expect(suggestedTelling).not.toMatch(/substantiated|discipline|warning/i);
});

test("a case is kept by whether a finding was substantiated, and never less than discipline counts", async () => {
  const keeping = async (number: string) =>
    keepingOf(city.portal, await inHand(city, "1003", number));
  const unfounded = await caseUpTo(city, "reviewed", { outcome: "inconclusive" });
  expect(await keeping(unfounded)).toEqual({
    ...{ until: "2028-11-23", years: 2, isSubstantiated: false, isBySunset: false },
  });
  const founded = await caseUpTo(city, "reviewed");
  expect(await keeping(founded)).toMatchObject({ until: "2033-11-23", isSubstantiated: true });
  await done(city, "1003", founded, acts.propose("written-warning", { sunsetOn: "2040-01-31" }));
  await done(city, "1014", founded, acts.confirm("proposed"));
  await done(city, "1003", founded, acts.issue);
  expect(await keeping(founded)).toMatchObject({ until: "2040-02-01", isBySunset: true });
});

test("whoever investigated does not close, and what is closed is changed only when it is reopened", async () => {
  const number = await caseUpTo(city, "reviewed", { outcome: "not-substantiated" });
  await done(city, "1003", number, await acts.inform(city, "1009"));
  await tell(number);
  expect(await act(city, investigator, number, acts.close)).toMatchObject({
    refused: "Who handles the case does this",
  });
  expect(await act(city, "1003", number, acts.reopen)).toEqual({ refused: "The case is open" });
  await done(city, "1003", number, acts.close);
  const note = { act: "noted", said: { words: "Too late." } } as const;
  expect(await act(city, "1003", number, note)).toEqual({
    refused: "Reopen the case first: it is closed",
  });
  await done(city, "1003", number, acts.reopen);
  expect(await isOpenIn(number)).toEqual(["Tell the reporter that it is concluded"]);
  await done(city, investigator, number, acts.find());
  expect((await readCase(city, "1003", number)).standing.stage).toBe("investigation");
});

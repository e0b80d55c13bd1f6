import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createCodeTries } from "#app/intake/code-tries.ts";
import { writeToOffice, writeToReporter } from "#app/intake/messages.ts";
import { openOwnReport } from "#app/intake/open-report.ts";
import { readOwnReport } from "#app/intake/own-report.ts";
import { carriedOwnReport, keepOwnReport } from "#app/intake/own-report-cookie.ts";
import { proveReceiptCode } from "#app/intake/prove-receipt-code.ts";
import { newReceiptCode, writeReceiptCode } from "#app/intake/receipt-code.ts";
import { reportActs } from "#drizzle/schema/intake.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();

/** The portal with tries of its own, which wait for nobody. */
function withoutWaiting() {
  const { portal } = city;
  const codeTries = createCodeTries({ now: portal.now, wait: async () => {} });
  return (typed: string, address = "192.0.2.1") =>
    proveReceiptCode({ db: portal.db, codeTries }, typed, { address });
}

test("the receipt code opens its report and no other", async () => {
  const prove = withoutWaiting();
  const [first, second] = [await fileReport(city.portal), await fileReport(city.portal)];
  expect(await prove(writeReceiptCode(first.code))).toEqual({ reportId: first.report.id });
  expect(await prove(writeReceiptCode(second.code).toLowerCase())).toEqual({
    reportId: second.report.id,
  });
});

test("a wrong code and one that no report has get the same answer", async () => {
  const prove = withoutWaiting();
  const { code } = await fileReport(city.portal);
  const wrong = await prove(writeReceiptCode({ ...code, secret: newReceiptCode().secret }));
  const unknown = await prove(writeReceiptCode(newReceiptCode()));
  expect(wrong).toEqual({
    refused: expect.stringContaining("No report has this code"),
    status: 400,
  });
  expect(unknown).toEqual(wrong);
});

test("a thousand guesses from a hundred addresses open nothing, and its owner is let in at once after", async () => {
  const prove = withoutWaiting();
  const { code, report } = await fileReport(city.portal);
  const guesses = Array.from({ length: 1000 }, (_, n) =>
    prove(writeReceiptCode({ ...code, secret: newReceiptCode().secret }), `10.0.${n % 100}.1`),
  );
  const owner = prove(writeReceiptCode(code), "192.0.2.77");
  const answers = await Promise.all(guesses);
  expect(answers.filter((one) => "reportId" in one)).toEqual([]);
  const mine = await owner;
  // While all places were taken somebody gives way by lot: whoever comes again is heard.
  if ("refused" in mine) expect(mine.status).toBe(503);
  expect(await prove(writeReceiptCode(code), "192.0.2.77")).toEqual({ reportId: report.id });
});

test("a cookie keeps the report open for half an hour after the last page, and a forged one never", async () => {
  const { portal } = city;
  const id = randomUUID();
  const cookie = keepOwnReport(portal, id).split(";", 1)[0] ?? "";
  const later = (minutes: number) => ({
    ...portal,
    now: () => new Date(aMonday.getTime() + minutes * 60_000),
  });
  expect(carriedOwnReport(portal, `a=b; ${cookie}`)).toEqual({ report: id });
  expect(carriedOwnReport(later(29.9), cookie)).toEqual({ report: id });
  expect(carriedOwnReport(later(30), cookie)).toEqual({ ended: true });
  for (let at = cookie.indexOf("=") + 1; at < cookie.length - 1; at++) {
    const forged = cookie.slice(0, at) + (cookie[at] === "A" ? "B" : "A") + cookie.slice(at + 1);
    expect(carriedOwnReport(portal, forged)).toEqual({ ended: true });
  }
  expect(carriedOwnReport(portal, "signpost-own-report=e30")).toEqual({ ended: true });
  expect(carriedOwnReport(portal, null)).toBeNull();
});

test("a value this portal sealed for another purpose keeps no report open", async () => {
  const { portal } = city;
  const kept = { report: randomUUID(), until: aMonday.getTime() + 60_000 };
  const sealed = portal.vault.sealForCookie("something else", kept);
  expect(carriedOwnReport(portal, `signpost-own-report=${sealed}`)).toEqual({ ended: true });
});

test("a reporter sees days and messages, and neither names nor acts inside the office", async () => {
  const { portal } = city;
  const joanne = await city.viewer("1014");
  const { report } = await fileReport(portal);
  const into = await fileReport(portal);
  await portal.db.insert(reportActs).values([
    { reportId: report.id, number: 1, act: "opened", by: joanne.personId, at: aMonday },
    {
      ...{ reportId: report.id, number: 2, act: "joined", by: joanne.personId, at: aMonday },
      ...{ intoId: into.report.id, words: Buffer.from("why") },
    },
  ]);
  const formId = randomUUID();
  await writeToReporter(joanne, portal, report.number, { words: "When was it?", formId });
  await writeToOffice(portal, report, { words: "On Sunday.", formId: randomUUID() });

  const own = await readOwnReport(portal, report);

  expect(own).toMatchObject({
    ...{ receivedOn: "2026-11-23", readOn: "2026-11-23", acknowledgedOn: null },
    messages: [
      { author: "office", words: "When was it?", sentOn: "2026-11-23" },
      { author: "reporter", words: "On Sunday.", sentOn: "2026-11-23" },
    ],
  });
  const shown = JSON.stringify(own);
  for (const hidden of ["Joanne", "Settee", joanne.personId, "joined", into.report.id, "15:30"]) {
    expect(shown).not.toContain(hidden);
  }
});

test("a message sent twice with one form is written once", async () => {
  const { portal } = city;
  const { report } = await fileReport(portal);
  const message = { words: "Once.", formId: randomUUID() };
  await Promise.all([1, 2, 3].map(() => writeToOffice(portal, report, message)));
  expect((await readOwnReport(portal, report)).messages).toHaveLength(1);
});

test("a report is opened by its id only after its code was proved: there is no such report for another id", async () => {
  expect(await openOwnReport(city.portal, randomUUID())).toBeUndefined();
});

import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { downloadEvidence } from "#app/evidence-files/open-evidence.ts";
import { readActsOf } from "#app/exchanges/acts-of.ts";
import { escalateExchange } from "#app/exchanges/escalate-exchange.ts";
import { openExchange, openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { whyNoEscalation, whyNoTelling } from "#app/exchanges/tell-of-escalation.ts";
import { newEntryForm } from "#app/intake/enter-report.ts";
import type { HandedReceipt } from "#app/intake/handed-receipt.ts";
import { readInbox } from "#app/intake/inbox.ts";
import { openReport } from "#app/intake/open-report.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { addPicture, escalate, loggedExchange, tell, writeAs } from "#tests/support/escalations.ts";
import { bytesOf } from "#tests/support/evidence.ts";
import { actOn, askAdvice, logOne } from "#tests/support/exchanges.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

/** What was done about an exchange. */
const actsOf = async (exchange: Parameters<typeof readActsOf>[1]) =>
  (await readActsOf(city.portal.db, exchange)).map(({ act }) => act);

function receiptOf(done: HandedReceipt | { refused: string } | undefined): HandedReceipt {
  if (!done || "refused" in done) throw new Error(done?.refused ?? "It is not there.");
  return done;
}

const handlersOf = async (report: string) => {
  const found: string[] = [];
  for (const number of ["1001", "1002", "1003", "1004", "1006", "1014"]) {
    if (await openReport(await city.viewer(number), city.portal, report)) found.push(number);
  }
  return found;
};

/** Who was found not to handle it when it was filed, and why. */
const conflictsOf = async (report: string) => {
  const found = await city.database.owner`
    select p.handle || ' ' || c.reason as line
    from report_conflicts c join people p on p.id = c.person_id join violation_reports r on r.id = c.report_id
    where r.number = ${report} order by 1`;
  return found.map(({ line }) => line);
};

const reportsIn = async () => {
  const [row] = await city.database.owner`select count(*)::int as n from violation_reports`;
  return row?.n;
};

test("an exchange is passed on after the person was told why, and they read it word for word", async () => {
  const exchange = await loggedExchange(city);
  const { number } = exchange;
  expect(await whyNoEscalation(city.portal.db, exchange)).toContain("Tell whose exchange it is");
  expect(await escalate(city, "1004", number)).toEqual({
    refused: expect.stringContaining("Tell whose exchange it is first"),
  });
  expect(await tell(city, "1004", number)).toEqual({ told: true });
  const own = await openOwnExchange(await city.viewer("1006"), city.portal, number);
  const read = own && (await readActsOf(city.portal.db, own));
  expect(read?.at(-1)?.words).toMatch(
    /^He wrote to her home as well\.\n\nThe report is to be about you\. What seems to be wrong: It harassed somebody\./,
  );
  expect(receiptOf(await escalate(city, "1004", number)).number).toMatch(/^VR-/);
  expect(await actsOf(exchange)).toEqual(["logged", "told", "escalated"]);
});

test("the same form on two exchanges tells of one, and passes on one", async () => {
  const [one, other] = [await loggedExchange(city), await loggedExchange(city)];
  const formId = randomUUID();
  const refused = "Open this page again, and send the form from there";
  expect(await tell(city, "1004", one.number, { formId })).toEqual({ told: true });
  expect(await tell(city, "1004", one.number, { formId })).toEqual({ told: true });
  expect(await tell(city, "1004", other.number, { formId })).toEqual({ refused });
  expect(await escalate(city, "1004", one.number, { formId })).toEqual({ refused });
  await tell(city, "1004", other.number);
  expect(await escalate(city, "1004", other.number, { formId })).toEqual({ refused });
});

test("what was written meanwhile, and other words than were looked at, are read before they are told", async () => {
  const exchange = await loggedExchange(city);
  await writeAs(city, "1006", exchange.number, "It was not him.");
  expect(await tell(city, "1004", exchange.number, { seen: 1 })).toEqual({
    refused: expect.stringContaining("meanwhile"),
    isChanged: true,
  });
  const looked = { lookedAt: "0".repeat(64) };
  expect(await tell(city, "1004", exchange.number, looked)).toEqual({
    refused: expect.stringContaining("Read it again before it is told"),
    isChanged: true,
  });
  expect(await actsOf(exchange)).toEqual(["logged", "wrote"]);
  expect(await tell(city, "1004", exchange.number)).toEqual({ told: true });
});

test("an exchange that was not logged is told of by nobody", async () => {
  const number = await askAdvice(city);
  const refused = expect.stringContaining("Log the exchange first");
  expect(await tell(city, "1004", number)).toEqual({ refused });
});

test("the report keeps its source: the request, the log, what was written, the reason, and the pictures", async () => {
  const exchange = await loggedExchange(city);
  await writeAs(city, "1006", exchange.number, "He wrote again tonight.");
  await tell(city, "1004", exchange.number, { others: ["Bob of the arena"] });
  await writeAs(city, "1006", exchange.number, "I only answered once.");
  const { number } = receiptOf(await escalate(city, "1004", exchange.number));
  await city.runJobs();
  const joanne = await city.viewer("1014");
  const read = await readReportPage(joanne, city.portal, number);
  expect(read?.page).toMatchObject({
    ...{ channel: "exchange-report", kind: "named", enteredBy: "Ray Monkman", isUrgent: false },
    reporter: { name: "Ray Monkman" },
    subjects: [{ name: "Mara Sinclair", inDirectory: true }, { name: "Bob of the arena" }],
    clauses: [{ id: "6.c" }],
    missing: [],
    answers: {
      ...{ what: "A resident insulted the crew, and Mara left it there.", platforms: ["Facebook"] },
      ...{ when: { kind: "day", on: "2026-11-22" } },
      addresses: ["https://example.org/groups/town-talk/4711"],
      source: {
        ...{ number: exchange.number, person: { name: "Mara Sinclair" }, toldOn: "2026-11-23" },
        reason: "He wrote to her home as well.",
        request: { what: "He called us thieves under the post about the arena." },
        log: { by: "Ray Monkman", disengaged: "yes", loggedOn: "2026-11-23" },
        messages: [
          { by: "Mara Sinclair", words: "He wrote again tonight." },
          { by: "Mara Sinclair", words: "I only answered once." },
        ],
      },
    },
  });
  const [picture] = read?.page.evidence ?? [];
  expect(picture).toMatchObject({ name: "thread.jpg", addedBy: "Ray Monkman", copy: "made" });
  const asked = { file: picture?.id ?? "", isLook: false };
  const handed = read && (await downloadEvidence(joanne, city.portal, read.report, asked));
  expect((await bytesOf(handed)).length).toBe(picture?.size);
});

test("nothing of the exchange itself is opened to who handles the report, and nothing later goes to it", async () => {
  const exchange = await loggedExchange(city);
  await tell(city, "1004", exchange.number);
  const { number } = receiptOf(await escalate(city, "1004", exchange.number));
  const joanne = await city.viewer("1014");
  expect(await openExchange(joanne, city.portal, exchange.number)).toBeUndefined();
  await addPicture(city, "1004", exchange);
  await writeAs(city, "1006", exchange.number, "Was that needed?");
  const report = await openReport(joanne, city.portal, number);
  expect(report && (await listEvidence(city.portal, city.portal.db, report))).toHaveLength(1);
  const page = await readReportPage(joanne, city.portal, number);
  expect(page?.page.answers.source?.messages).toEqual([]);
});

test("it stands in the inbox as any report, told apart by whom it is about and where", async () => {
  const exchange = await loggedExchange(city);
  await tell(city, "1004", exchange.number, { isUrgent: true });
  const { number } = receiptOf(await escalate(city, "1004", exchange.number));
  const all = {};
  const joanne = await city.viewer("1014");
  const { rows } = await readInbox(joanne, city.portal, all, { place: null });
  expect(rows.find((row) => row.number === number)).toMatchObject({
    ...{ channel: "exchange-report", isUrgent: true, state: "new", missing: [] },
    about: { who: "Mara Sinclair", where: "Facebook" },
  });
});

describe("who does not handle it:", () => {
  test("the adviser who passed it on, though they handle reports", async () => {
    const number = await askAdvice(city, { parties: ["1004"] });
    await logOne(city, "1003", { number });
    await tell(city, "1003", number, { isAboutPerson: false, others: ["A neighbour"] });
    expect(await handlersOf(receiptOf(await escalate(city, "1003", number)).number)).toEqual([
      "1014",
    ]);
  });

  test("whose exchange it is, though the report is about somebody else", async () => {
    const { number } = await logOne(city, "1002", { person: "1003" });
    await tell(city, "1002", number, { isAboutPerson: false, others: ["A neighbour"] });
    expect(await handlersOf(receiptOf(await escalate(city, "1002", number)).number)).toEqual([
      "1014",
    ]);
  });

  test("whom the exchange was kept from, though the report names nobody of the City", async () => {
    const number = await askAdvice(city, { parties: ["1003"] });
    await logOne(city, "1004", { number });
    await tell(city, "1004", number, { isAboutPerson: false, others: ["A neighbour"] });
    const report = receiptOf(await escalate(city, "1004", number)).number;
    expect(await handlersOf(report)).toEqual(["1014"]);
    expect(await conflictsOf(report)).toEqual(["1003 about-them"]);
  });

  test("who works below whom the exchange was kept from", async () => {
    const number = await askAdvice(city, { parties: ["1002"] });
    await logOne(city, "1004", { number });
    await tell(city, "1004", number, { isAboutPerson: false, others: ["A neighbour"] });
    const report = receiptOf(await escalate(city, "1004", number)).number;
    expect(await conflictsOf(report)).toEqual(["1003 about-someone-above"]);
    expect(await handlersOf(report)).toEqual(["1014"]);
  });

  test("who advised in the exchange, though somebody else passed it on", async () => {
    const number = await askAdvice(city, { parties: ["1004"] });
    await actOn(city, "1003", number, "answered", "Leave it for tonight.");
    await logOne(city, "1002", { number });
    await tell(city, "1002", number, { isAboutPerson: false, others: ["A neighbour"] });
    const report = receiptOf(await escalate(city, "1002", number)).number;
    expect(await handlersOf(report)).toEqual(["1014"]);
    expect(await conflictsOf(report)).toEqual(["1003 advised-in-it"]);
  });

  test("none of them, granted later", async () => {
    const number = await askAdvice(city, { parties: ["1004"] });
    await logOne(city, "1002", { number });
    await tell(city, "1002", number, { isAboutPerson: false, others: ["A neighbour"] });
    const report = receiptOf(await escalate(city, "1002", number)).number;
    const later = ["1002", "1004", "1006", "1007"];
    for (const known of later) await giveCaseRole(city, known, "hr-cases");
    const handlers = await handlersOf(report);
    await city.database.owner`
      update grants set revoked_at = now(), revoked_by = (select id from people where handle = '1012')
      where role = 'hr-cases' and person_id in (select id from people where handle = any (${later}))`;
    expect(handlers).toEqual(["1003", "1014"]);
  });

  test.each([
    ["the request", { what: "Joanne Settee started it." }, {}, ""],
    ["the log", {}, { said: "It was Joanne Settee who wrote." }, ""],
    ["what was written", {}, {}, "It was Joanne Settee."],
  ])("who is named in the words of %s", async (_, asked, logged, written) => {
    const number = await askAdvice(city, asked);
    await logOne(city, "1004", { number }, logged);
    await tell(city, "1004", number);
    if (written) await writeAs(city, "1006", number, written);
    expect(await handlersOf(receiptOf(await escalate(city, "1004", number)).number)).toEqual([
      "1003",
    ]);
  });

  test("who is named in the reason", async () => {
    const { number } = await loggedExchange(city);
    await tell(city, "1004", number, { reason: "Tom Baker should look at it." });
    expect(await handlersOf(receiptOf(await escalate(city, "1004", number)).number)).toEqual([
      "1014",
    ]);
  });
});

describe("twice, and two at once:", () => {
  test("the same form tells once, another one is told that it was done", async () => {
    const { number } = await loggedExchange(city);
    const formId = randomUUID();
    const both = await Promise.all([
      tell(city, "1004", number, { formId }),
      tell(city, "1004", number, { formId }),
    ]);
    expect(both).toEqual([{ told: true }, { told: true }]);
    const refused = expect.stringContaining("was told already");
    expect(await tell(city, "1004", number)).toEqual({ refused });
  });

  test("of two advisers who tell, one does", async () => {
    const number = await askAdvice(city, { parties: ["1004"] });
    const exchange = await logOne(city, "1002", { number }, { followUpOn: "2026-12-01" });
    const both = await Promise.all([tell(city, "1002", number), tell(city, "1003", number)]);
    expect(both.filter((done) => done && "told" in done)).toHaveLength(1);
    expect(await whyNoTelling(city.portal.db, exchange)).toContain("was told already");
  });

  test("the same form passes it on once, and answers the same report and code", async () => {
    const { number } = await loggedExchange(city);
    await tell(city, "1004", number);
    const before = await reportsIn();
    const ray = await city.viewer("1004");
    const sent = { form: newEntryForm(ray, city.portal, randomUUID()), seen: 2 };
    const send = () => escalateExchange(ray, city.portal, number, sent);
    const [one, two] = await Promise.all([send(), send()]);
    expect(receiptOf(one)).toEqual(receiptOf(two));
    expect(await send()).toEqual(one);
    expect(await reportsIn()).toBe(before + 1);
  });

  test("of two advisers who pass it on, one does, the other is told; no half report is left", async () => {
    const number = await askAdvice(city, { parties: ["1004"] });
    const exchange = await logOne(city, "1002", { number }, { followUpOn: "2026-12-01" });
    await tell(city, "1002", number);
    const before = await reportsIn();
    const both = await Promise.all([
      escalate(city, "1002", number),
      escalate(city, "1003", number),
    ]);
    expect(both.filter((done) => done && "refused" in done)).toEqual([
      { refused: expect.stringContaining("was passed to Human Resources already") },
    ]);
    expect(await reportsIn()).toBe(before + 1);
    expect(await actsOf(exchange)).toEqual(["logged", "told", "escalated"]);
  });

  test("what was written since the page was opened is read before it goes", async () => {
    const { number } = await loggedExchange(city);
    await tell(city, "1004", number);
    await writeAs(city, "1006", number, "Please wait.");
    const refused = expect.stringContaining("Read what was written meanwhile");
    expect(await escalate(city, "1004", number, { seen: 2 })).toEqual({ refused });
    receiptOf(await escalate(city, "1004", number));
  });

  test("a form of somebody else passes nothing on", async () => {
    const { number } = await loggedExchange(city);
    await tell(city, "1004", number);
    const form = newEntryForm(await city.viewer("1003"), city.portal, randomUUID());
    const ray = await city.viewer("1004");
    expect(await escalateExchange(ray, city.portal, number, { form, seen: 2 })).toEqual({
      refused: expect.stringContaining("Open this page again"),
    });
  });
});

test("who does not advise in it can neither tell nor pass it on: it is not there", async () => {
  const { number } = await loggedExchange(city);
  for (const stranger of ["1005", "1006", "1014", "1012"]) {
    expect(await tell(city, stranger, number)).toBeUndefined();
    expect(await escalate(city, stranger, number)).toBeUndefined();
  }
});

test("a closed exchange is passed on by who closed it, also after the supervisor changed", async () => {
  const number = await askAdvice(city);
  const exchange = await logOne(city, "1004", { number });
  await city.database.owner.begin(async (tx) => {
    await tx`update employments set superseded_at = now() where person_id = ${exchange.personId}`;
  });
  await tell(city, "1004", number);
  await writeAs(city, "1006", number, "I read it.");
  expect(receiptOf(await escalate(city, "1004", number)).number).toMatch(/^VR-/);
});

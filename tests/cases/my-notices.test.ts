import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { actOnCase } from "#app/cases/act-on-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { addDays } from "#app/days.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { casePages, readable } from "#tests/support/case-pages.ts";
import { acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { aPicture, upload } from "#tests/support/evidence.ts";
import { aMonday } from "#tests/support/portal.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const { city, ask, formOf, sendFiles } = casePages();
let minutes = 0;
beforeEach(() => city.at(new Date(aMonday.getTime() + 60_000 * minutes++)));

/** The reference of the last act of a name. */
async function referenceOf(number: string, name: "noticed" | "issued" | "informed" = "noticed") {
  return `${number}-${lastOf((await readCase(city, "1003", number)).file, name)}`;
}
const actsOf = async (number: string, name: string) =>
  (await readCase(city, "1003", number)).file.acts.filter(({ act }) => act === name);

/** A case in which something is issued to somebody: Jesse, unless said. */
async function issued(measure: "written-warning" | "none" = "written-warning", about = "1009") {
  const number = await caseUpTo(city, "reviewed", { about });
  await done(city, "1003", number, acts.propose(measure));
  if (measure !== "none") await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  return { number, path: `/my-notices/${await referenceOf(number, "issued")}` };
}

async function closeCase(number: string) {
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
}

describe("what is there, and for whom", () => {
  test("a notice is there for its respondent once it is served, and opening it is recorded once", async () => {
    const number = await caseUpTo(city, "alleged");
    await done(city, investigator, number, await acts.notice(city, "1009"));
    const path = `/my-notices/${await referenceOf(number)}`;
    expect((await ask("1009", path)).status).toBe(404);
    expect((await ask("1009", "/my-notices")).text).not.toContain(path);
    await done(city, investigator, number, acts.serve);
    expect((await ask("1009", "/my-notices")).text).toContain(path);
    expect(await actsOf(number, "read")).toEqual([]);
    for (const _ of [1, 2]) expect((await ask("1009", path.toLowerCase())).status).toBe(200);
    expect(await actsOf(number, "read")).toMatchObject([{ by: { handle: "1009" } }]);
  });

  test("a look at its headers is no reading", async () => {
    const number = await caseUpTo(city, "served");
    const path = `/my-notices/${await referenceOf(number)}`;
    expect((await ask("1009", path, { method: "HEAD" })).status).toBe(200);
    expect(await actsOf(number, "read")).toEqual([]);
  });

  test("it says what is alleged with the clause's own words, until when to answer, and who may come along", async () => {
    const number = await caseUpTo(city, "served");
    const page = readable((await ask("1009", `/my-notices/${await referenceOf(number)}`)).text);
    for (const words of [
      "Section 6, third guideline (6.c)",
      "Prohibited Social Media activity would include",
      "Posted on 16 November 2026",
      "7 December 2026 (in 14 days)",
      "You may bring a union representative",
      "What is kept when you get a notice",
    ]) {
      expect(page).toContain(words);
    }
  });

  test("HR, the investigator, the supervisor, the city manager, the administrator and other people find nothing", async () => {
    const number = await caseUpTo(city, "answered");
    const path = `/my-notices/${await referenceOf(number)}`;
    const absent = readable((await ask("1006", "/my-notices/CS-0000-0000-9")).text);
    for (const as of [
      ...["1001", "1002", "1003", "1006", "1008", "1012", "1014"],
      ...[investigator, "ruth.enns@example.net", "omar.haddad@example.net"],
    ]) {
      const answer = await ask(as, path);
      expect(answer.status).toBe(404);
      if (as === "1006") expect(readable(answer.text)).toBe(absent);
      const posted = await sendFiles(as, path, { formId: randomUUID(), seen: "9", words: "Me." });
      expect(posted.status).toBe(404);
      expect((await ask(as, "/my-notices")).text).not.toContain(number);
    }
    expect(await actsOf(number, "responded")).toHaveLength(1);
  });

  test("no number a respondent guesses shows them anything else of their case", async () => {
    const { number } = await issued();
    const { file } = await readCase(city, "1003", number);
    const theirs = [lastOf(file, "noticed"), lastOf(file, "issued")];
    for (let act = 0; act <= file.acts.length + 1; act++) {
      const { status } = await ask("1009", `/my-notices/${number}-${act}`);
      expect([act, status]).toEqual([act, theirs.includes(act) ? 200 : 404]);
    }
    for (const odd of [number, `${number}-`, `${number}-9999999`, `${number}--1`, "x"]) {
      expect((await ask("1009", `/my-notices/${odd}`)).status).toBe(404);
    }
  });
});

test("a respondent reads neither who reported, nor the other respondent, nor a word of HR's, on any page", async () => {
  const secret = ["Quillfeather", "scoop@example.com", "Mara", "Sinclair", "hr-secret-note"];
  const evidenceName = "sent-by-Quillfeather.txt";
  const reporter = { name: "Nell Quillfeather", email: "scoop@example.com", reach: "email" };
  const subjects = [await subject(city, "1009"), await subject(city, "1006")];
  const { report } = await fileReport(city.portal, { subjects, reporter });
  const sent = upload([{ name: evidenceName, bytes: "What hr-secret-note saw" }]);
  await receiveEvidence(city.portal, sent, { holder: report, by: null });
  const opened = await openNewCase(await city.viewer("1003"), city.portal, report.number, {
    formId: randomUUID(),
  });
  const number = opened && "number" in opened ? opened.number : "";
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, investigator));
  await done(city, investigator, number, acts.declare);
  await done(city, "1003", number, { act: "noted", said: { words: "hr-secret-note: Mara lies." } });
  for (const who of ["1006", "1009"]) {
    await done(city, investigator, number, await acts.allege(city, who));
    await done(city, investigator, number, await acts.notice(city, who));
    await done(city, investigator, number, acts.serve);
  }
  const words = "hr-secret-note: he shouted.";
  await done(city, "1003", number, async ({ file }) => ({
    ...{ act: "responded", about: lastOf(file, "noticed"), choice: "refusal" },
    ...{ personId: (await city.viewer("1009")).personId, said: { words, on: "2026-11-23" } },
  }));
  const { kase } = await readCase(city, "1003", number);
  const held = await listEvidence(city.portal, city.portal.db, kase);
  expect(held.map(({ name }) => name)).toContain(evidenceName);
  const reference = await referenceOf(number);
  const pages = ["/my-notices", `/my-notices/${reference}`, "/"];
  for (const path of pages) {
    const page = await ask("1009", path);
    expect(page.status).toBe(200);
    for (const word of secret) expect(page.text).not.toContain(word);
  }
  const empty = await sendFiles("1009", `/my-notices/${reference}`, { words: "" });
  expect(empty.status).toBe(400);
  for (const word of secret) expect(empty.text).not.toContain(word);
  for (const { id } of held) {
    for (const file of [
      `/my-notices/${reference}/evidence/${id}`,
      `/my-notices/${reference}/evidence/${id}/picture`,
    ]) {
      expect((await ask("1009", file)).status).toBe(404);
    }
  }
});

describe("a notice, once it was decided", () => {
  test("says so with the way to the decision, and asks for no answer; the letter stays as it was given", async () => {
    const { number, path } = await issued();
    const notice = `/my-notices/${await referenceOf(number)}`;
    const { text } = await ask("1009", notice);
    const page = readable(text);
    expect(page).toContain("This was decided on 23 November 2026 : read the decision");
    expect(text).toContain(`href="${path}"`);
    expect(page).not.toContain("Nothing has been decided: first");
    expect(page).not.toContain("Please answer by");
    const [given] = await actsOf(number, "noticed");
    const html = given?.said && "letter" in given.said ? given.said.letter.html : "absent";
    expect(text).toContain(html);
  });

  test("with an outcome alone says the same of it, also after the case was closed", async () => {
    const { number, path } = await issued("none");
    await done(city, "1003", number, await acts.inform(city, "1009"));
    await closeCase(number);
    const outcome = `/my-notices/${await referenceOf(number, "informed")}`;
    const { text } = await ask("1009", `/my-notices/${await referenceOf(number)}`);
    expect(readable(text)).toContain("This was decided on 23 November 2026 : read the outcome");
    expect(text).toContain(`href="${outcome}"`);
    expect(text).not.toContain(`href="${path}"`);
  });
});

test("home says until when to answer, also once the notice was read, and that a grievance is looked at", async () => {
  const home = async () => (await ask("1007", "/")).text;
  const number = await caseUpTo(city, "served", { about: "1007" });
  const path = `/my-notices/${await referenceOf(number)}`;
  const due = (await actsOf(number, "noticed"))[0]?.dueOn ?? "";
  expect(readable(await home())).toContain("Please answer by 7 December 2026 (in 14 days)");
  await ask("1007", path);
  expect(await home()).toContain(`href="${path}"`);
  city.at(new Date(`${addDays(due, 2)}T18:00:00Z`));
  expect(readable(await home())).toContain("Please answer by 7 December 2026 (2 days ago)");
  await done(city, investigator, number, await acts.respond(city, "1007"));
  expect(await home()).not.toContain("Please answer by");
  await done(city, investigator, number, acts.find());
  await done(city, "1014", number, acts.confirm("found"));
  await done(city, "1003", number, acts.propose());
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  const decision = `/my-notices/${await referenceOf(number, "issued")}`;
  await sendFiles("1007", decision, { words: "It was not me." });
  expect(readable(await home())).toContain("Your grievance is being looked at");
  for (const choice of ["to-arbitration", "dismissed"]) {
    const isOpen = readable(await home()).includes("Your grievance is being looked at");
    expect([choice, isOpen]).toEqual([choice, true]);
    await done(city, "1003", number, ({ file, today }) => ({
      ...{ act: "grievance-ended", about: lastOf(file, "grieved"), choice },
      said: { words: "Because.", on: today },
    }));
  }
  expect(readable(await home())).not.toContain("Your grievance is being looked at");
});

describe("answering", () => {
  async function served() {
    const number = await caseUpTo(city, "served");
    return { number, path: `/my-notices/${await referenceOf(number)}` };
  }

  test("an answer with files closes the response step, and more can be added until the case is closed", async () => {
    const { number, path } = await served();
    const mayDecline = "You may also decide not to answer";
    expect((await ask("1009", path)).text).toContain(mayDecline);
    const picture = { name: "screen.jpg", bytes: await aPicture() };
    const sent = await sendFiles("1009", path, { words: "It was my brother." }, [picture]);
    expect(sent).toMatchObject({ status: 303, to: `${path}?done=answered` });
    await sendFiles("1009", path, { words: "He says so himself." });
    const answers = await actsOf(number, "responded");
    expect(answers).toMatchObject([
      { choice: "response", by: { handle: "1009" }, said: { words: "It was my brother." } },
      { said: { words: "He says so himself." } },
    ]);
    const page = (await ask("1009", path)).text;
    for (const words of ["It was my brother.", "He says so himself.", "screen.jpg"]) {
      expect(page).toContain(words);
    }
    expect(page).not.toContain(mayDecline);
    const list = readable((await ask("1009", "/my-notices")).text);
    expect(list).toMatch(new RegExp(`${number}-\\d+ Answered 23 November 2026`));
    await done(city, investigator, number, acts.find());
  });

  test("an answer stands with the allegation in the case file, with the way to it", async () => {
    const { number, path } = await served();
    await sendFiles("1009", path, { words: "It was my brother." });
    const [answer] = await actsOf(number, "responded");
    const { text } = await ask("1003", `/cases/${number}`);
    const [, allegation = ""] = text.split('id="allegation-1"');
    expect(allegation.split("</section>")[0]).toContain(
      `href="#act-${answer?.number}">Jesse Flett answered the notice</a>`,
    );
  });

  test("the same form twice is one answer and one file", async () => {
    const { number, path } = await served();
    const form = { ...(await formOf("1009", path)), words: "Once." };
    const file = { name: "once.txt", bytes: "Once and for all" };
    for (const _ of [1, 2]) {
      expect((await sendFiles("1009", path, form, [file])).status).toBe(303);
    }
    expect(await actsOf(number, "responded")).toHaveLength(1);
    const { kase } = await readCase(city, "1003", number);
    expect(await listEvidence(city.portal, city.portal.db, kase)).toHaveLength(1);
  });

  test("nothing written and nothing chosen is refused; a file alone is an answer", async () => {
    const { number, path } = await served();
    const empty = await sendFiles("1009", path, { words: "  " });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain("Write your answer, or choose a file");
    const alone = await sendFiles("1009", path, { words: "" }, [{ name: "a.txt", bytes: "See." }]);
    expect(alone.status).toBe(303);
    expect((await actsOf(number, "responded"))[0]?.said).toMatchObject({ words: "" });
  });

  test("where one file is refused, the words stay, the others arrived, and go with the answer", async () => {
    const { number, path } = await served();
    const files = [
      { name: "good.txt", bytes: "What he wrote" },
      { name: "tool.exe", bytes: `MZ${"\0".repeat(99)}` },
    ];
    const refused = await sendFiles("1009", path, { words: "Look at it." }, files);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("tool.exe");
    expect(refused.text).toContain("Look at it.</textarea>");
    expect(refused.text).toContain("These files arrived");
    await sendFiles("1009", path, { words: "Look at it." });
    const [answer] = await actsOf(number, "responded");
    expect(answer?.said).toMatchObject({ files: [expect.any(String)] });
  });

  test("a file of theirs is theirs to save; of anybody else's there is none; the ledger names no respondent", async () => {
    const { number, path } = await served();
    await sendFiles("1009", path, { words: "" }, [{ name: "mine.txt", bytes: "My words" }]);
    const { kase } = await readCase(city, "1003", number);
    const { personId } = await city.viewer(investigator);
    const sent = upload([{ name: "theirs.txt", bytes: "Not for him" }]);
    const received = await receiveEvidence(city.portal, sent, {
      ...{ holder: kase, by: personId },
      readSource: () => ({ from: "A neighbour", shows: "" }),
    });
    const [mine] = await listEvidence(city.portal, city.portal.db, kase);
    const saved = await ask("1009", `${path}/evidence/${mine?.id}`);
    expect(saved).toMatchObject({ status: 200, text: "My words" });
    const other = received.arrived[0]?.id;
    expect((await ask("1009", `${path}/evidence/${other}`)).status).toBe(404);
    expect((await ask("1009", path)).text).not.toContain("theirs.txt");
    expect((await ask("1014", `${path}/evidence/${mine?.id}`)).status).toBe(404);
    const jesse = (await city.viewer("1009")).personId;
    const digest = city.portal.vault.indexOf("case", kase.id);
    const records = await city.database.owner`
      select act, body from ledger_records where body::jsonb -> 'facts' ->> 'case' = ${digest}`;
    const recorded = records.map(({ act }) => act);
    for (const act of [
      "read-case-notice",
      "respond",
      "add-evidence",
      "download-evidence",
      "view-case",
    ])
      expect(recorded).toContain(act);
    for (const { body } of records) expect(body).not.toContain(jesse);
  });

  test("once the case is closed nothing is added, no file is kept, and what was written stays", async () => {
    const { number, path } = await served();
    const form = { ...(await formOf("1009", path)), words: "Too late, but mine." };
    await done(city, investigator, number, await acts.respond(city, "1009"));
    await done(city, investigator, number, acts.find("not-substantiated"));
    await done(city, "1014", number, acts.confirm("found"));
    await done(city, "1003", number, await acts.inform(city, "1009"));
    await closeCase(number);
    const late = await sendFiles("1009", path, form, [{ name: "late.txt", bytes: "Late" }]);
    expect(late.status).toBe(400);
    expect(late.text).toContain("Too late, but mine.");
    const words = await sendFiles("1009", path, form);
    expect(words.status).toBe(409);
    expect(words.text).toContain("The case is closed, so nothing can be added to it here");
    expect(words.text).toContain("Too late, but mine.");
    const { kase } = await readCase(city, "1003", number);
    expect(await listEvidence(city.portal, city.portal.db, kase)).toEqual([]);
    const outcome = `/my-notices/${await referenceOf(number, "informed")}`;
    expect((await ask("1009", outcome)).text).toContain("The outcome for you");
  });

  test("who was given something new meanwhile reads it first, and keeps what they wrote", async () => {
    const { number, path } = await served();
    const form = { ...(await formOf("1009", path)), words: "Mine." };
    await done(city, investigator, number, await acts.notice(city, "1009"));
    await done(city, investigator, number, acts.serve);
    const stale = await sendFiles("1009", path, form);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("Something new was given to you meanwhile");
    expect(stale.text).toContain("Mine.</textarea>");
    expect(await actsOf(number, "responded")).toEqual([]);
  });
});

describe("a grievance", () => {
  test("in time is recorded as such, once; it keeps the case open", async () => {
    const { number, path } = await issued();
    const form = { ...(await formOf("1009", path)), words: "It was not me." };
    // Fifteen working days after the Monday it was issued on.
    city.at(new Date("2026-12-14T22:00:00Z"));
    expect(await sendFiles("1009", path, form)).toMatchObject({ status: 303 });
    expect(await sendFiles("1009", path, form)).toMatchObject({ status: 303 });
    expect(await actsOf(number, "grieved")).toMatchObject([
      { choice: "in-time", by: { handle: "1009" }, said: { words: "It was not me." } },
    ]);
    const page = await ask("1009", path);
    expect(page.text).toContain("It is being looked at.");
    expect(page.text).not.toContain("File the grievance");
  });

  test("that is late is taken and marked so; after closing it opens the case again", async () => {
    const { number, path } = await issued();
    await closeCase(number);
    city.at(new Date("2026-12-15T15:30:00Z"));
    expect((await ask("1009", path)).text).toContain("it is marked as late");
    await sendFiles("1009", path, { words: "I was away." });
    const { standing } = await readCase(city, "1003", number);
    expect(standing.isOpen).toBe(true);
    expect(standing.openGrievances).toMatchObject([{ choice: "late" }]);
    const [row] = await city.database.owner`
      select s.stage, s.due_on::text from case_standings s join cases c on c.id = s.case_id
      where c.number = ${number}`;
    expect(row).toMatchObject({ stage: "conclusion", due_on: standing.openGrievances[0]?.dueOn });
  });

  test("says something, and is about a measure", async () => {
    const { path } = await issued();
    const empty = await sendFiles("1009", path, { words: "" });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain("Write what you do not agree with, and why");
    const none = await issued("none");
    const form = { formId: randomUUID(), seen: "99", words: "Still." };
    expect((await ask("1009", none.path)).text).not.toContain("File the grievance");
    expect((await sendFiles("1009", none.path, form)).status).toBe(409);
    expect(await actsOf(none.number, "grieved")).toEqual([]);
  });

  test("its end stands with the decision in HR's words, and that it was taken back, without its reasons", async () => {
    const { number, path } = await issued();
    await sendFiles("1009", path, { words: "It was not me." });
    await done(city, "1003", number, ({ file }) => ({
      ...{ act: "grievance-ended", about: lastOf(file, "grieved"), choice: "allowed" },
      said: { words: "The panel heard your brother.", on: "2026-11-23" },
    }));
    await done(city, "1003", number, ({ file }) => ({
      ...{ act: "rescinded", about: lastOf(file, "issued"), said: { words: "hr-secret-reason" } },
    }));
    const page = await ask("1009", path);
    expect(page.text).toContain("It was allowed");
    expect(page.text).toContain("The panel heard your brother.");
    expect(page.text).toContain("What was decided was taken back");
    expect(page.text).not.toContain("hr-secret-reason");
  });
});

test("after disposal there is nothing any more", async () => {
  const { number, path } = await issued("none", "1006");
  await closeCase(number);
  const keptUntil = (await actsOf(number, "closed"))[0]?.dueOn ?? "";
  city.at(new Date(`${addDays(keptUntil, 1)}T18:00:00Z`));
  expect((await ask("1006", path)).status).toBe(200);
  await done(city, "1003", number, {
    act: "disposal-proposed",
    said: { words: "Its time is over." },
  });
  const about = lastOf((await readCase(city, "1003", number)).file, "disposal-proposed");
  const form = { formId: randomUUID(), seen: 9999 };
  const disposed = await actOnCase(await city.viewer("1014"), city.portal, number, form, () => [
    { act: "confirmed", about, choice: "as-approver" },
    { act: "disposed", about },
  ]);
  expect(disposed).toEqual({ done: true });
  expect((await ask("1006", path)).status).toBe(404);
  expect((await ask("1006", "/my-notices")).text).not.toContain(number);
  const posted = await sendFiles("1006", path, { formId: randomUUID(), seen: "9", words: "Mine." });
  expect(posted.status).toBe(404);
  expect(posted.text).toContain("Mine.");
});

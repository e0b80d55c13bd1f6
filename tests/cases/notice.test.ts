import { beforeEach, describe, expect, test } from "vitest";
import type { CaseInHand } from "#app/cases/act-on-case.ts";
import type { NewCaseAct } from "#app/cases/case-act.ts";
import { readNoticesAtHome } from "#app/notices/at-home.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { readSlips } from "#app/notices/slips.ts";
import { casePages, readable } from "#tests/support/case-pages.ts";
import { acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday } from "#tests/support/portal.ts";

const { city, ask, send } = casePages();
/** Notices are owed once an hour: each test has an hour of its own. */
let hours = 0;
beforeEach(() => city.at(new Date(aMonday.getTime() + 60_000 * 61 * hours++)));

/** Ten working days after the Monday. */
const earliest = "2026-12-07";
const noticeOf = async (number: string) =>
  (await readCase(city, "1003", number)).standing.of("noticed").at(-1);

describe("giving notice", () => {
  test("the letter is read before it is given: clause, particulars, day to answer, who may come along", async () => {
    const number = await caseUpTo(city, "alleged");
    const path = `/cases/${number}/notice`;
    const first = await ask(investigator, path);
    expect(first.text).toContain(`value="${earliest}"`);
    expect(first.text).not.toContain("Give this notice");
    const preview = await ask(investigator, `${path}?person=1009&dueOn=${earliest}`);
    const letter = readable(preview.text);
    for (const words of [
      "Hello Jesse",
      "Section 6, third guideline (6.c): “Prohibited Social Media activity would include",
      "What is alleged: Because of what was read.",
      "When: on 16 November 2026",
      "What it has to do with work: It names the City.",
      "answer by 7 December 2026",
      "Ingrid Vance investigates.",
      "following investigation and substantiation, is determined to have violated",
      "disciplinary action, including termination.",
      "You may bring a union representative",
    ]) {
      expect(letter).toContain(words);
    }
    expect(await noticeOf(number)).toBeUndefined();
    const given = await send(investigator, `${path}?person=1009&dueOn=${earliest}`, {
      ...{ person: "1009", dueOn: earliest },
    });
    expect(given).toMatchObject({ status: 303, to: `/cases/${number}?done=noticed` });
    const notice = await noticeOf(number);
    expect(notice).toMatchObject({ dueOn: earliest, person: { name: "Jesse Flett" } });
    const kept = await ask("1003", `/cases/${number}/letters/${notice?.number}`);
    expect(kept.status).toBe(200);
    expect(readable(kept.text)).toContain("You may bring a union representative");
    const views = await city.database.owner`
      select p.handle from case_views v join people p on p.id = v.person_id
      where v.viewing = 'letter' and v.case_id = (select id from cases where number = ${number})`;
    expect(views.map(({ handle }) => handle)).toEqual(["1003"]);
  });

  test.each(["2026-12-04", "2026-11-23"])(
    "%s leaves too little time to answer: a sentence says from when on, and nothing is given",
    async (dueOn) => {
      const number = await caseUpTo(city, "alleged");
      const path = `/cases/${number}/notice`;
      const sentence =
        "Choose 7 December 2026 or a later day: 10 working days to answer are theirs";
      const looked = await ask(investigator, `${path}?person=1009&dueOn=${dueOn}`);
      expect(looked.text).toContain(sentence);
      const sent = await send(investigator, `${path}?person=1009&dueOn=${earliest}`, {
        ...{ person: "1009", dueOn },
      });
      expect(sent.status).toBe(400);
      expect(sent.text).toContain(sentence);
      expect(await noticeOf(number)).toBeUndefined();
    },
  );

  test("a letter of one respondent has nothing of another's allegations", async () => {
    const number = await caseUpTo(city, "alleged");
    await done(city, "1003", number, await acts.name(city, "1006"));
    await done(city, investigator, number, await acts.allege(city, "1006"));
    const path = `/cases/${number}/notice?person=1006&dueOn=${earliest}`;
    expect(readable((await ask(investigator, path)).text)).toContain("Hello Mara");
    await send(investigator, path, { person: "1006", dueOn: earliest });
    const letter = (await noticeOf(number))?.said?.letter;
    expect(letter?.words.match(/What is alleged:/g)).toHaveLength(1);
    expect(letter?.words).not.toMatch(/Jesse|Flett/);
  });

  test("whoever only handles the case is told that the investigator does this", async () => {
    const number = await caseUpTo(city, "alleged");
    const page = await ask("1003", `/cases/${number}/notice`);
    expect(page.text).toContain("The investigator does this");
    expect(page.text).not.toContain("<form method");
  });

  test("to somebody without a part in the case, no page of it is there", async () => {
    const number = await caseUpTo(city, "served");
    for (const page of ["notice", "serve", "try", "response", "interview", "except", "letters/9"]) {
      for (const as of ["1008", "1012", "1009", "omar.haddad@example.net"]) {
        expect((await ask(as, `/cases/${number}/${page}`)).status).toBe(404);
      }
    }
  });
});

describe("service", () => {
  async function noticed(about = "1009") {
    const number = await caseUpTo(city, "alleged", { about });
    await done(city, investigator, number, await acts.notice(city, about));
    return { number, path: `/cases/${number}/serve` };
  }
  const served = async (number: string) =>
    (await readCase(city, "1003", number)).standing.of("served").at(-1);

  test("in the portal it is served by whoever records it, on that day", async () => {
    const { number, path } = await noticed();
    const about = String((await noticeOf(number))?.number);
    expect((await send(investigator, path, { about, choice: "portal" })).status).toBe(303);
    expect(await served(number)).toMatchObject({
      ...{ choice: "portal", said: { on: "2026-11-23", by: "Ingrid Vance" } },
    });
  });

  test("on paper it needs the day, by whom and what proves it; what was typed is kept", async () => {
    const { number, path } = await noticed();
    const about = String((await noticeOf(number))?.number);
    const typed = { about, choice: "by-hand", proof: "Signed for at the pool." };
    const cases = [
      [{}, "Enter the day it was served, not after today"],
      [{ on: "2026-11-24" }, "Enter the day it was served, not after today"],
      [{ on: "2026-11-20", by: "Priya" }, "Enter the day the notice was given, or a later one"],
      [{ on: "2026-11-23" }, "Write who handed it over or sent it"],
      [{ on: "2026-11-23", by: "Priya", proof: "" }, "Write what proves it"],
    ] as const;
    for (const [fields, sentence] of cases) {
      const refused = await send(investigator, path, { ...typed, ...fields });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(sentence);
      if (!("proof" in fields)) expect(refused.text).toContain(typed.proof);
    }
    const right = { ...typed, on: "2026-11-23", by: "Priya Raman" };
    expect((await send(investigator, path, right)).status).toBe(303);
    expect(await served(number)).toMatchObject({
      said: { on: "2026-11-23", by: "Priya Raman", proof: "Signed for at the pool." },
    });
  });

  test.each([
    ["left the City", "1013", "Gord Peters"],
    ["never set a password", "1007", "Dale Kozak"],
  ])(
    "who %s is not served in the portal: a sentence says so, and paper works",
    async (_, who, name) => {
      if (who === "1007") {
        await city.database.owner`
        delete from credentials where person_id = (select id from people where handle = '1007')`;
      }
      const { number, path } = await noticed(who);
      const about = String((await noticeOf(number))?.number);
      const refused = await send(investigator, path, { about, choice: "portal" });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(
        `Serve it on paper: ${name} cannot sign in to the portal, or never did`,
      );
      expect(await served(number)).toBeUndefined();
      const mailed = { on: "2026-11-23", by: "Tom Baker", proof: "RN 123 456 789 CA" };
      const sent = await send(investigator, path, { about, choice: "registered-mail", ...mailed });
      expect(sent.status).toBe(303);
    },
  );

  test("the same form twice serves once; a notice is served once", async () => {
    const { number, path } = await noticed();
    const about = String((await noticeOf(number))?.number);
    const formId = crypto.randomUUID();
    const form = { about, choice: "portal", formId, seen: "99" };
    const twice = () =>
      ask(investigator, path, { method: "POST", body: new URLSearchParams(form) });
    expect([(await twice()).status, (await twice()).status]).toEqual([303, 303]);
    expect((await readCase(city, "1003", number)).standing.of("served")).toHaveLength(1);
    expect((await ask(investigator, path)).text).toContain("Every notice is served");
  });
});

describe("who is told", () => {
  const owed = async (kind: string) => {
    const rows = await city.database.owner`
      select p.handle from notices n join people p on p.id = n.person_id
      where n.kind = ${kind} and n.owed_at = ${city.portal.now()} order by 1`;
    return rows.map(({ handle }) => handle);
  };
  const serveAs =
    (choice: string) =>
    ({ file }: CaseInHand): NewCaseAct => ({
      ...{ act: "served", about: lastOf(file, "noticed"), choice },
      said: { on: "2026-11-23", by: "Ingrid Vance", proof: "" },
    });

  test("a respondent hears of it once it is served in the portal, not before and not of paper", async () => {
    const number = await caseUpTo(city, "alleged", { about: "1006" });
    await done(city, investigator, number, await acts.notice(city, "1006"));
    await done(city, investigator, number, serveAs("by-hand"));
    expect(await owed("case-news")).toEqual([]);
    await done(city, investigator, number, await acts.notice(city, "1006"));
    await done(city, investigator, number, serveAs("portal"));
    expect(await owed("case-news")).toEqual(["1006"]);
  });

  test("the mail says that something waits, and nothing of the case", async () => {
    const number = await caseUpTo(city, "alleged", { about: "1006" });
    await done(city, investigator, number, await acts.notice(city, "1006"));
    await done(city, investigator, number, serveAs("portal"));
    const server = await startMailServer();
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const mails = server.received.map((mail) => JSON.stringify(mail));
    const ofCases = mails.filter((mail) => /my-notices|127\.0\.0\.1:3000\/cases/.test(mail));
    expect(ofCases.filter((mail) => mail.includes("my-notices")).length).toBeGreaterThan(0);
    expect(ofCases.filter((mail) => mail.includes(":3000/cases")).length).toBeGreaterThan(0);
    for (const mail of ofCases) {
      expect(mail).toContain("Something new waits for you in the portal");
      expect(mail).not.toMatch(
        /alleg|respondent|investigat|discipl|CS-|violation|Jesse|Social Media/i,
      );
      expect(mail).not.toContain(number);
    }
  });

  test("without an address it stands on their own home, and on nobody's slips or list", async () => {
    const number = await caseUpTo(city, "alleged");
    await done(city, investigator, number, await acts.notice(city, "1009"));
    await done(city, investigator, number, serveAs("portal"));
    const server = await startMailServer();
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const home = await readNoticesAtHome(await city.viewer("1009"), city.portal);
    expect(home.map(({ kind }) => kind)).toContain("case-news");
    const slips = await readSlips(await city.viewer("1008"), city.portal);
    expect(JSON.stringify(slips)).not.toContain("Something new waits");
    const list = await ask("1002", "/hr/notices");
    expect(list.status).toBe(200);
    expect(list.text).not.toContain("Something new waits");
    expect((await ask("1002", "/hr/notices?kind=case-news")).text).not.toContain("Jesse Flett");
  });
});

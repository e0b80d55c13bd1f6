import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { actOnCase } from "#app/cases/act-on-case.ts";
import { allegationAct } from "#app/cases/allegation.ts";
import { readAllegationStanding } from "#app/cases/allegation-standing.ts";
import type { WhoAndWhen } from "#app/cases/allege-form.ts";
import { findForAllegation, whyNotCitable } from "#app/cases/find-for-allegation.ts";
import { stateAllegation } from "#app/cases/state-allegation.ts";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { publishVersion } from "#app/content/publish.ts";
import { canonicalJson } from "#app/ledger/canonical.ts";
import { recordSheet } from "#app/paper/record-sheet.ts";
import { act, acts, done, investigator, openTestCase, readCase } from "#tests/support/cases.ts";
import { aSheet } from "#tests/support/paper.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const at = (day: string) => new Date(`${day}T15:30:00Z`);
/** The second version is in force from this day: with another word, and with a sixth guideline. */
const second = "2026-12-01";
const sixth = { label: "section 6, sixth guideline", text: "Be kind.", term: null };

let number: string;
beforeAll(async () => {
  number = await investigated("1009");
  const version = await city.portal.shelf.inForce(city.portal.now());
  if (!version) throw new Error("No version is in force.");
  const content: FrozenContent = structuredClone(version.content);
  content.policy.clauses["6.f"] = sixth;
  content.organization.reports?.rules.push({ clause: "6.f", says: "Unkind", onChannels: false });
  const published = await city.portal.db.transaction((tx) =>
    publishVersion(tx, {
      ...{ content, sourceDigest: canonicalJson(content.statement), effectiveOn: second },
      ...{ kind: "substantive", publishedBy: null, now: city.portal.now() },
    }),
  );
  if ("refused" in published) throw new Error(published.refused);
});

async function investigated(about: string) {
  const opened = await openTestCase(city, { about });
  await done(city, "1003", opened, acts.triage());
  await done(city, "1003", opened, await acts.appoint(city, investigator));
  await done(city, investigator, opened, acts.declare);
  return opened;
}

const asked: WhoAndWhen = {
  ...{ person: "1009", when: "day", on: "2026-11-16", from: "", until: "" },
  ...{ earliest: "", latest: "", where: "elsewhere", version: "", whyVersion: "" },
};
type Duty = "at-work" | "off-duty";
const words = {
  ...{ clause: "6.c", particulars: "He called the council thieves.", addresses: [] as string[] },
  ...{ duty: "off-duty" as Duty, link: "It names the City." },
};

async function find(given: Partial<WhoAndWhen> = {}, of = number) {
  const { file, standing } = await readCase(city, "1003", of);
  const hand = { file, today: standing.today };
  return findForAllegation(city.portal, city.portal.db, hand, { ...asked, ...given });
}

/** What was found; fails the test where it is refused. */
async function found(given: Partial<WhoAndWhen> = {}, of = number) {
  const answer = await find(given, of);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer;
}

/** As the form states it. */
async function state(given: Partial<WhoAndWhen & typeof words> = {}) {
  const form = { formId: randomUUID(), seen: 9999 };
  return actOnCase(await city.viewer(investigator), city.portal, number, form, (hand, tx) =>
    stateAllegation(city.portal, tx, hand, { ...asked, ...words, ...given }),
  );
}
describe("an allegation cites a clause of the version in force on the day of the post", () => {
  test("the last day of one version and the first of the next", async () => {
    city.at(at("2026-12-07"));
    expect((await found({ on: "2026-11-30" })).version.number).toBe(1);
    expect((await found({ on: second })).version.number).toBe(2);
  });

  test("the first day of the policy, and the day before: a sentence", async () => {
    expect((await found({ on: "2021-11-01" })).version.number).toBe(1);
    expect(await find({ on: "2021-10-31" })).toEqual({
      refused:
        "Enter a later day: the policy came into force on 1 November 2021, and nothing before can break it",
      field: "on",
    });
  });

  test("of a span in which two were in force one is chosen, with a reason that is kept", async () => {
    city.at(at("2026-12-07"));
    const span = { when: "unknown" as const, earliest: "2026-11-28", latest: "2026-12-03" };
    expect(await find(span)).toEqual({
      refused: "Choose the version: several were in force between these days",
      field: "version",
      versions: [
        { number: 1, effectiveOn: "2021-11-01" },
        { number: 2, effectiveOn: second },
      ],
    });
    expect(await find({ ...span, version: "2" })).toMatchObject({
      ...{ refused: "Write why this version applies", field: "whyVersion" },
    });
    const reason = { ...span, version: "2", whyVersion: "It answers a post of 2 December." };
    expect(await found(reason)).toMatchObject({ isChosen: true, version: { number: 2 } });
    expect(await state(reason)).toEqual({ done: true });
    const { file } = await readCase(city, "1003", number);
    const stated = file.acts.findLast((one) => one.act === "alleged");
    expect(stated?.said).toMatchObject({
      ...{ whyVersion: "It answers a post of 2 December.", when: "unknown", where: "elsewhere" },
    });
    expect(file.allegations.at(-1)).toMatchObject({
      ...{ postedFrom: "2026-11-28", postedUntil: "2026-12-03" },
    });
  });

  test("a span that begins before the policy needs the same", async () => {
    const span = { when: "span" as const, from: "2021-10-01", until: "2021-12-01" };
    expect(await find(span)).toMatchObject({
      refused:
        "Choose the version, or a later first day: the policy came into force on 1 November 2021",
      field: "version",
    });
    const reason = { version: "1", whyVersion: "The worst of it is of November." };
    expect(await found({ ...span, ...reason })).toMatchObject({ version: { number: 1 } });
  });

  test("a clause that version does not have: a sentence, and the database refuses it as well", async () => {
    city.at(at("2026-12-07"));
    expect(whyNotCitable(await found({ on: second }), "6.f")).toBeNull();
    expect(whyNotCitable(await found(), "6.f")).toBe(
      "Choose one of these rules: version 1 has no 6.f",
    );
    expect(await state({ clause: "6.f" })).toEqual({
      ...{ refused: "Choose one of these rules: version 1 has no 6.f", field: "clause" },
    });
    const { version, respondent } = await found();
    await expect(
      act(city, investigator, number, ({ kase }) =>
        allegationAct(
          kase,
          {
            ...{ respondentId: respondent.id, versionId: version.id, clause: "6.f" },
            ...{ postedFrom: "2026-11-16", postedUntil: "2026-11-16", isOffDuty: false },
          },
          { particulars: "x", addresses: [], link: "", whyVersion: "" },
        ),
      ),
    ).rejects.toMatchObject({
      cause: { constraint_name: "allegations_cite_the_version_in_force" },
    });
  });

  test("nothing of tomorrow, and no last day before the first", async () => {
    expect(await find({ on: "2026-11-24" })).toEqual({
      ...{ refused: "Enter a day that is not after today", field: "on" },
    });
    expect(await find({ when: "span", from: "2026-11-10", until: "2026-11-09" })).toEqual({
      ...{ refused: "Enter a last day that is not before the first", field: "until" },
    });
    expect(await find({ on: "" })).toEqual({ refused: "Enter the day", field: "on" });
  });
});

describe("the rules that can be cited", () => {
  test("are the guidelines on personal use, and the grounds of section 5 only on a channel of the City", async () => {
    const clausesOf = async (where: WhoAndWhen["where"]) =>
      (await found({ where })).rules.map(({ clause }) => clause);
    expect(await clausesOf("elsewhere")).toEqual(["6.a", "6.b", "6.c", "6.d"]);
    expect(await clausesOf("channel")).toEqual([
      ...["6.a", "6.b", "6.c", "6.d"],
      ...["a", "b", "c", "d", "e", "f", "g", "h"].map((ground) => `5.monitoring.${ground}`),
    ]);
    expect(await state({ clause: "5.monitoring.b" })).toMatchObject({
      ...{ refused: /^Choose one of these rules: only they/, field: "clause" },
    });
  });

  test("off duty the link to the workplace is stated, at work it need not be", async () => {
    city.at(at("2026-12-07"));
    expect(await state({ link: "" })).toEqual({
      ...{ refused: "Write what links it to the workplace", field: "link" },
    });
    expect(await state({ link: "", duty: "at-work" })).toEqual({ done: true });
  });

  test("an allegation is about a respondent of the case, and nobody else", async () => {
    expect(await find({ person: "1008" })).toEqual({
      ...{ refused: "Choose one of the respondents of this case", field: "person" },
    });
  });
});

describe("what the respondent had acknowledged by the day of the post", () => {
  /** Of clause 6.c, as somebody who acknowledged version 1 on 14 October 2026 at about ten. */
  async function standing(person: string, from: string, until = from, clause = "6.c") {
    const { personId: respondentId } = await city.viewer(person);
    const version = await city.portal.shelf.inForce(at("2026-11-20"));
    return readAllegationStanding(city.portal, city.portal.db, {
      ...{ respondentId, versionId: version?.id ?? "", clause },
      ...{ postedFrom: from, postedUntil: until },
    });
  }

  test("nothing the day before, on the day itself as such, and before it from the next day on", async () => {
    expect((await standing("1008", "2026-10-13")).acknowledged).toEqual([]);
    expect((await standing("1008", "2026-10-14")).acknowledged).toMatchObject([
      { version: 1, isCited: true, grade: "self", isBefore: false, paper: null },
    ]);
    const after = await standing("1008", "2026-10-15");
    expect(after.acknowledged).toMatchObject([{ isBefore: true, method: "password" }]);
    expect((await standing("1008", "2026-10-10", "2026-10-20")).acknowledged).toMatchObject([
      { isBefore: false },
    ]);
  });

  test("which lesson taught the clause, whether it was taken by then, and the first answers", async () => {
    const before = await standing("1008", "2026-10-13");
    expect(before.lessons).toMatchObject([
      { slug: "where-the-line-is", clauses: ["6.c"], takenAt: null, isCited: true },
    ]);
    expect(before.lessons[0]?.scenarios.every(({ firstTry }) => firstTry === null)).toBe(true);
    const [after] = (await standing("1008", "2026-10-15")).lessons;
    expect(after?.takenAt?.toISOString()).toMatch(/^2026-10-14T/);
    const firstTries = await city.database.owner`
      select t.scenario, t.is_right from attempts t join assignments a on a.id = t.assignment_id
        join people p on p.id = a.person_id join scenarios s on s.version_id = t.version_id and s.id = t.scenario
      where p.handle = '1008' and t.number = 1 and s.lesson = 'where-the-line-is' order by s.position`;
    expect(after?.scenarios.map(({ id, firstTry }) => [id, firstTry?.isRight])).toEqual(
      firstTries.map(({ scenario, is_right }) => [scenario, is_right]),
    );
    // Whoever missed one at first is shown with the answer they gave.
    expect(firstTries.some(({ is_right }) => !is_right)).toBe(true);
    const missed = after?.scenarios.find(({ firstTry }) => firstTry?.isRight === false);
    expect(missed?.firstTry?.chosen.join().length).toBeGreaterThan(10);
  });

  test("a lesson of two that was not taken by then says so", async () => {
    const [lesson] = (await standing("1007", "2026-11-16")).lessons;
    expect(lesson).toMatchObject({ takenAt: null, paper: null });
    expect(lesson?.assignedAt).not.toBeNull();
  });

  test("what was signed on paper counts from the day it was signed, and says when it was recorded", async () => {
    city.at(at("2026-11-26"));
    const hr = await city.viewer("1002");
    const sheet = await aSheet(hr, city.portal, [{ name: "Jesse Flett" }], {
      ...{ signedOn: "2026-11-19", witness: "1008" },
      ...{ lessons: "read-aloud", readOn: "2026-11-18", readBy: "1008" },
    });
    const recorded = await recordSheet(hr, city.portal, "hr", ["1009"], sheet);
    if ("errors" in recorded) throw new Error(JSON.stringify(recorded.errors));
    expect((await standing("1009", "2026-11-18")).acknowledged).toEqual([]);
    const then = await standing("1009", "2026-11-20");
    expect(then.acknowledged).toMatchObject([
      {
        ...{ grade: "witnessed", isBefore: true },
        paper: { signedOn: "2026-11-19", witness: "Priya Raman" },
      },
    ]);
    expect(then.acknowledged[0]?.at.toISOString()).toMatch(/^2026-11-26T/);
    expect(then.lessons).toMatchObject([
      {
        takenAt: null,
        paper: { lessons: "read-aloud", readOn: "2026-11-18", reader: "Priya Raman" },
      },
    ]);
  });

  test("of a post under the second version, what was acknowledged of the first is shown as earlier", async () => {
    city.at(at("2026-12-07"));
    const two = await city.portal.shelf.inForce(city.portal.now());
    const { personId: respondentId } = await city.viewer("1008");
    const read = await readAllegationStanding(city.portal, city.portal.db, {
      ...{ respondentId, versionId: two?.id ?? "", clause: ["6.c", "6.f"] },
      ...{ postedFrom: "2026-12-02", postedUntil: "2026-12-02" },
    });
    expect(read.acknowledged).toMatchObject([{ version: 1, isCited: false, isBefore: true }]);
    expect(
      read.lessons.map(({ version, isCited, assignedAt }) => [
        version,
        isCited,
        assignedAt !== null,
      ]),
    ).toEqual([
      [2, true, false],
      [1, false, true],
    ]);
  });

  test("an authorization to speak for the City is shown while it held, and not after", async () => {
    const held = await standing("1008", "2026-11-14", "2026-11-14", "6.b");
    expect(held.authorized).toMatchObject([
      { subject: "registration for fall programs", isRecordedLater: false },
    ]);
    expect(held.authorizedBy).toBe("section 6, second guideline");
    expect((await standing("1008", "2026-11-15")).authorized).toEqual([]);
  });
});

test("an allegation about somebody who left is stated, and says since when they are gone", async () => {
  const left = await investigated("1013");
  const { standing } = await found({ person: "1013", on: "2026-11-16" }, left);
  expect(standing.work).toEqual({ wasHere: false, lastOn: "2026-11-13" });
  expect((await found({ person: "1013", on: "2026-11-10" }, left)).standing.work).toEqual({
    ...{ wasHere: true, lastOn: "2026-11-13" },
  });
  await done(city, investigator, left, await acts.allege(city, "1013"));
});

import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { viewEvidence } from "#app/evidence-files/open-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readExchangePage } from "#app/exchanges/exchange-page.ts";
import { noteOpening } from "#app/exchanges/note-opening.ts";
import { openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { readOwnExchange } from "#app/exchanges/own-exchange.ts";
import { readOwnExchanges } from "#app/exchanges/own-exchanges.ts";
import { readOwnWaiting } from "#app/exchanges/own-waiting.ts";
import { writeToAdviser } from "#app/exchanges/write-to-adviser.ts";
import { aPicture, bytesOf, upload } from "#tests/support/evidence.ts";
import { actOn, askAdvice, logOne } from "#tests/support/exchanges.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const hour = 3_600_000;
/** Notices are owed once an hour: each test has hours of its own. */
let hours = 0;
const later = () => city.at(new Date(aMonday.getTime() + hour * hours++));
beforeEach(later);

async function own(number: string, handle = "1006") {
  const read = await readOwnExchange(await city.viewer(handle), city.portal, number);
  if (!read) throw new Error("It is not theirs.");
  return read;
}

async function write(number: string, words: string, { as = "1006", formId = randomUUID() } = {}) {
  return writeToAdviser(await city.viewer(as), city.portal, number, { words, formId });
}

async function told(kind: string): Promise<string[]> {
  const rows = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.kind = ${kind} and n.owed_at = ${city.portal.now()} order by 1`;
  return rows.map(({ handle }) => handle);
}

test("somebody reads their request, who reads it now, the answer, and what they wrote since", async () => {
  const number = await askAdvice(city, { parties: ["1003"] });
  await actOn(city, "1004", number, "answered", "Leave it, and mute the thread.");
  expect(await write(number, "He goes on in private.")).toEqual({ written: true });
  const read = await own(number);
  expect(read).toMatchObject({
    ...{ state: "waiting", readers: ["Ray Monkman"], formerReaders: [], keptFrom: ["Tom Baker"] },
    request: { what: "He called us thieves under the post about the arena." },
    whyNoWriting: null,
  });
  expect(read.acts.map(({ act, by, words }) => [act, by, words])).toEqual([
    ["answered", "Ray Monkman", "Leave it, and mute the thread."],
    ["wrote", "Mara Sinclair", "He goes on in private."],
  ]);
});

test.each(["1004", "1005", "1007", "1002", "1012", "1001"])(
  "to %s it is not there as their own, nor can they write in it",
  async (handle) => {
    const number = await askAdvice(city);
    expect(await readOwnExchange(await city.viewer(handle), city.portal, number)).toBeUndefined();
    expect(await write(number, "Let me see.", { as: handle })).toBeUndefined();
    const list = await readOwnExchanges(await city.viewer(handle), city.portal, { place: null });
    expect(list.rows.map((row) => row.number)).not.toContain(number);
  },
);

test("a request that moved says who reads it now, and who does not any more", async () => {
  const number = await askAdvice(city, { as: "1009" });
  await actOn(city, "1008", number, "answered", "Leave it.");
  await city.database.owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    select id, '2026-11-24', '2026-11-30', now() from people where handle = '1008'`;
  city.at(new Date("2026-11-24T15:30:00Z"));
  const read = await own(number, "1009");
  expect(read.readers).toEqual(["Tom Baker", "Helen Osei"]);
  expect(read.formerReaders).toEqual(["Priya Raman"]);
});

test("whoever opened it, and does not read it any more, is named to the one whose it is, once", async () => {
  const number = await askAdvice(city, { as: "1009" });
  const visit = async (handle: string, method = "GET") => ({
    ...{ viewer: await city.viewer(handle), portal: city.portal },
    request: new Request(`http://127.0.0.1/exchanges/${number}`, { method }),
  });
  await noteOpening(await visit("1008", "HEAD"), number);
  expect(await openings()).toEqual([]);
  const both = await visit("1008");
  await Promise.all([noteOpening(both, number), noteOpening(both, number)]);
  await noteOpening(await visit("1002"), number);
  const [priya, helen] = [both.viewer.personId, (await city.viewer("1002")).personId];
  expect(await openings()).toEqual([priya, helen]);
  expect(await own(number, "1009")).toMatchObject({
    ...{ readers: ["Priya Raman"], formerReaders: ["Helen Osei"], acts: [] },
  });
  city.at(new Date(aMonday.getTime() + 30 * hour));
  await noteOpening(await visit("1002"), number);
  expect(await openings()).toEqual([priya, helen, helen]);
});

/** By whom the ledger says that an exchange was opened, the earliest first. */
async function openings(): Promise<string[]> {
  const rows = await city.database.owner<{ body: string }[]>`
    select body from ledger_records where act = 'open-exchange' order by recorded_at, id`;
  return rows.map(({ body }) => {
    const { by, about, facts } = JSON.parse(body);
    expect({ about, facts }).toEqual({
      about: null,
      facts: { exchange: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    return by;
  });
}

test("somebody reads the whole exchange report about them, also one they did not ask for", async () => {
  const { number } = await logOne(city, "1004", { person: "1007" }, { advice: "Leave it." });
  const read = await own(number, "1007");
  expect(read.request).toBeNull();
  expect(read.state).toBe("closed");
  expect(read.report).toMatchObject({
    ...{ platform: "Facebook", disengaged: "yes", recognizable: "yes", advice: "Leave it." },
    said: "A resident insulted the crew, and Mara left it there.",
  });
  const list = await readOwnExchanges(await city.viewer("1007"), city.portal, { place: null });
  expect(list.rows[0]).toMatchObject({ number, loggedBy: "Ray Monkman", state: "closed" });
});

describe("writing more", () => {
  test("is told to who advises, and the same form sent twice writes once", async () => {
    const number = await askAdvice(city);
    const formId = randomUUID();
    later();
    await Promise.all([1, 2].map(() => write(number, "He goes on.", { formId })));
    expect((await own(number)).acts).toHaveLength(1);
    expect(await told("advice-waiting")).toEqual(["1004"]);
    const other = await askAdvice(city);
    expect(await write(other, "He goes on.", { formId })).toEqual({
      refused: "Open this page again, and send the form from there",
    });
  });

  test("ends with an exchange of which there is no report", async () => {
    const number = await askAdvice(city);
    await actOn(city, "1004", number, "closed");
    const refused = "Ask for advice again: this exchange is closed";
    expect(await write(number, "One more thing.")).toEqual({ refused });
    expect(await own(number)).toMatchObject({ whyNoWriting: refused, state: "closed" });
  });

  test("of their side is possible in a report that was closed at once, and is told to who closed it", async () => {
    const { number } = await logOne(city, "1004", { person: "1007" }, { advice: "Leave it." });
    later();
    expect(await own(number, "1007")).toMatchObject({ state: "closed", whyNoWriting: null });
    expect(await write(number, "I never answered him.", { as: "1007" })).toEqual({ written: true });
    expect(await told("advice-waiting")).toEqual(["1004"]);
    const read = await own(number, "1007");
    expect(read.state).toBe("closed");
    expect(read.acts.at(-1)).toMatchObject({ act: "wrote", words: "I never answered him." });
  });

  test("goes on while it is being passed to HR, and is told to who closed it", async () => {
    const number = await askAdvice(city);
    await logOne(city, "1004", { number });
    await actOn(city, "1004", number, "told", "He threatened the crew.");
    const away = await city.database.owner`
      insert into leaves (person_id, from_on, until_on, recorded_at)
      select id, '2026-11-01', '2026-12-30', now() from people where handle = '1004' returning id`;
    later();
    expect(await own(number)).toMatchObject({ state: "told", readers: ["Ray Monkman"] });
    expect(await write(number, "That is not what he wrote.")).toEqual({ written: true });
    expect(await told("advice-waiting")).toEqual(["1004"]);
    await city.database.owner`update leaves set superseded_at = now() where id = ${away[0]?.id}`;
  });

  test("is told to a supervisor further up who logged it, too", async () => {
    const { number } = await logOne(
      ...([city, "1004", { person: "1007" }, { followUpOn: "2026-12-01" }] as const),
    );
    later();
    await write(number, "It goes on.", { as: "1007" });
    expect(await told("advice-waiting")).toEqual(["1004", "1005"]);
    expect((await own(number, "1007")).readers).toEqual(["Nadia Petryk", "Ray Monkman"]);
  });

  test("is no act of anybody else, whatever the portal says", async () => {
    const number = await askAdvice(city);
    await expect(actOn(city, "1004", number, "wrote", "I am Mara.")).rejects.toMatchObject({
      cause: { constraint_name: "exchange_acts_are_written_by_oneself" },
    });
  });
});

test("a picture is seen by the one whose exchange it is, whom the ledger does not name", async () => {
  const number = await askAdvice(city);
  const holder = await logOne(city, "1004", { number }, { followUpOn: "2026-12-01" });
  const by = (await city.viewer("1004")).personId;
  const files = upload([{ name: "thread.jpg", bytes: await aPicture() }]);
  const { arrived } = await receiveEvidence(city.portal, files, { holder, by });
  await city.runJobs();
  const mara = await city.viewer("1006");
  const opened = await openOwnExchange(mara, city.portal, number);
  if (!opened) throw new Error("It is not theirs.");
  const asked = { file: arrived[0]?.id ?? "", isLook: false };
  for (const _ of ["once", "again"]) {
    await bytesOf(await viewEvidence(mara, city.portal, opened, asked));
  }
  const records = await city.database.owner`
    select body::json ->> 'by' as by, position(${mara.personId} in body::text) as named
    from ledger_records where act = 'view-evidence'`;
  expect(records.map((row) => ({ ...row }))).toEqual([{ by: null, named: 0 }]);
  expect((await own(number)).evidence).toMatchObject([{ name: "thread.jpg", copy: "made" }]);
});

test("the list of one's own is read in pages, the last first", async () => {
  const as = "1010";
  const asked: string[] = [];
  for (let day = 0; day < 4; day++) {
    city.at(new Date(aMonday.getTime() + day * 24 * hour));
    asked.unshift(await askAdvice(city, { as }));
  }
  const viewer = await city.viewer(as);
  const first = await readOwnExchanges(viewer, city.portal, { place: null, size: 3 });
  const second = await readOwnExchanges(viewer, city.portal, { place: first.next, size: 3 });
  expect([...first.rows, ...second.rows].map(({ number }) => number)).toEqual(asked);
  expect(second.next).toBeNull();
});

test("what waits for an answer says where it is and for whom it waits, until it is answered", async () => {
  const number = await askAdvice(city, { as: "1011", platform: "Reddit" });
  const viewer = await city.viewer("1011");
  const [first, ...others] = await readOwnWaiting(viewer, city.portal);
  const [adviser, ...more] = await city.database.owner`
    select s.handle, s.given_name || ' ' || s.family_name as name
    from employments e join people p on p.id = e.person_id join people s on s.id = e.supervisor_id
    where p.handle = '1011' and e.until_on is null and e.superseded_at is null`;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ number, platform: "Reddit", readers: [adviser?.name] });
  expect(others).toEqual([]);
  expect(await readOwnWaiting(await city.viewer("1004"), city.portal)).toEqual([]);
  await actOn(city, adviser?.handle, number, "answered", "Leave it.");
  expect(await readOwnWaiting(viewer, city.portal)).toEqual([]);
});

test("whether mail comes is known to both; only supervisor and HR are to tell who has no address", async () => {
  // Before the leave of an earlier test.
  city.at(aMonday);
  const number = await askAdvice(city, { as: "1009" });
  expect((await own(number, "1009")).hasMail).toBe(false);
  const page = await readExchangePage(await city.viewer("1008"), city.portal, number);
  expect(page).toMatchObject({ person: { hasMail: false }, canTell: true });
  const other = await logOne(
    ...([city, "1004", { person: "1007" }, { followUpOn: "2026-12-01" }] as const),
  );
  const further = await readExchangePage(await city.viewer("1004"), city.portal, other.number);
  expect(further?.canTell).toBe(false);
});

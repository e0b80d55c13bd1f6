import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { limits } from "#app/evidence-files/limits.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { readStagedEvidence } from "#app/evidence-files/staged-evidence.ts";
import { answerAdvice } from "#app/exchanges/act-as-adviser.ts";
import { readExchangePage } from "#app/exchanges/exchange-page.ts";
import { answerLogForm } from "#app/exchanges/log/answer-log-form.ts";
import {
  deleteLogDraft,
  openLogDraft,
  readLogDrafts,
  removeOldLogDrafts,
} from "#app/exchanges/log/log-draft.ts";
import { readDraftPage, readNewLogPage } from "#app/exchanges/log/log-page.ts";
import { readLogTarget } from "#app/exchanges/log/log-target.ts";
import { openExchange, openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { readOwnExchange } from "#app/exchanges/own-exchange.ts";
import { aPicture, pngOf, streamed, upload } from "#tests/support/evidence.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const whole = {
  ...{ platform: "Facebook", address: "", happenedOn: "2026-11-22", said: "He called us thieves." },
  ...{ disengaged: "yes", recognizable: "no", advice: "Leave it.", followUpOn: "", seen: "0" },
  next: "close",
};
type File = { name: string; bytes: Uint8Array | string };

/** Posts the form of a draft as its page does. */
async function post(
  about: string,
  fields: Record<string, string> = {},
  { id = randomUUID() as string, as = "1004", files = [] as File[] } = {},
) {
  const url = new URL(`http://127.0.0.1/exchanges/drafts/${id}?${about}`);
  const request = upload(files, { ...whole, ...fields });
  return answerLogForm(await city.viewer(as), city.portal, { id, request, url });
}
async function draftOf(id: string, as = "1004") {
  const draft = await openLogDraft(await city.viewer(as), city.portal, id);
  if (!draft) throw new Error("There is no such draft.");
  return draft;
}

test("a draft keeps what was typed and its files, for its writer alone, and nothing of it can be read in the database", async () => {
  const id = randomUUID();
  const said = "A telling sentence.";
  const files = [{ name: "telling.jpg", bytes: await aPicture() }];
  expect(await post("person=1006", { said, go: "save" }, { id, files })).toMatchObject({
    saved: "saved",
  });
  const draft = await draftOf(id);
  expect(draft.typed).toMatchObject({ said, platform: "Facebook" });
  expect(await readStagedEvidence(city.portal, draft)).toMatchObject([{ name: "telling.jpg" }]);
  for (const as of ["1001", "1005", "1002", "1012"]) {
    expect(await openLogDraft(await city.viewer(as), city.portal, id)).toBeUndefined();
    expect(await post("person=1006", { go: "log" }, { id, as })).toHaveProperty("notFound");
  }
  const [row] = await city.database.owner`
    select encode(body || wrapped_key, 'escape') as text from exchange_drafts where id = ${id}`;
  expect(row?.text).not.toContain("telling");
});

test("a log of one's own begins an exchange that its person reads, with its picture, and the draft is gone", async () => {
  const id = randomUUID();
  const files = [{ name: "thread.jpg", bytes: await aPicture() }];
  const done = await post(
    "person=1007",
    { go: "log", next: "later", followUpOn: "2026-11-30" },
    { id, files },
  );
  if (!done || !("logged" in done)) throw new Error(JSON.stringify(done));
  const own = await openOwnExchange(await city.viewer("1007"), city.portal, done.logged);
  if (!own) throw new Error("It is not there.");
  expect(await listEvidence(city.portal, city.portal.db, own)).toMatchObject([
    { name: "thread.jpg", author: "office", addedBy: "Ray Monkman" },
  ]);
  expect(await city.database.owner`select from exchange_drafts where id = ${id}`).toHaveLength(0);
});

test("the same form sent twice logs once, one after the other and at once", async () => {
  const id = randomUUID();
  const number = await askAdvice(city);
  const send = () => post(`request=${number}`, { go: "log" }, { id });
  const both = await Promise.all([send(), send()]);
  for (const answer of [...both, await send()]) expect(answer).toEqual({ logged: number });
  const [row] = await city.database.owner`
    select count(*)::int as logs from exchange_acts a join exchanges x on x.id = a.exchange_id
    where x.number = ${number} and a.act = 'logged'`;
  expect(row?.logs).toBe(1);
});

test("a refused log keeps every field and every file that arrived, and says each thing to mend", async () => {
  const id = randomUUID();
  const files = [
    { name: "good.jpg", bytes: await aPicture() },
    { name: "picture.png", bytes: `MZ${"\0".repeat(99)}` },
  ];
  const sent = { go: "log", happenedOn: "2026-12-24", address: "javascript:alert(1)" };
  const answer = await post("person=1006", sent, { id, files });
  expect(answer).toMatchObject({
    status: 400,
    refusal: {
      errors: {
        address: /script or a file/,
        happenedOn: /not after today/,
        file: /^“picture.png” is a program/,
      },
      typed: { happenedOn: "2026-12-24", said: whole.said },
    },
  });
  const draft = await draftOf(id);
  expect(draft.typed.address).toBe("javascript:alert(1)");
  const [kept] = await readStagedEvidence(city.portal, draft);
  expect(kept?.name).toBe("good.jpg");
  await post("person=1006", { remove: kept?.id ?? "" }, { id });
  expect(await readStagedEvidence(city.portal, draft)).toEqual([]);
});

test("whatever a form can carry is kept, also what no log may hold", async () => {
  const id = randomUUID();
  const said = `${"\u0001"}${"“".repeat(40_000)}`;
  expect(await post("person=1006", { said, go: "log" }, { id })).toMatchObject({ status: 400 });
  expect((await draftOf(id)).typed.said).toHaveLength(said.length);
});

test("a log about a request says what happened since its writer read it, and logs on the second try", async () => {
  const number = await askAdvice(city);
  const id = randomUUID();
  const form = { formId: randomUUID(), seen: 0, words: "Leave it." };
  await answerAdvice(await city.viewer("1004"), city.portal, number, form);
  expect(await post(`request=${number}`, { go: "log" }, { id })).toMatchObject({
    status: 409,
    refusal: { errors: { form: /^Read what is new.* Ray Monkman answered$/ } },
  });
  expect(await post(`request=${number}`, { go: "log", seen: "1" }, { id })).toEqual({
    logged: number,
  });
});

test("a draft of a request that moved away is refused in a sentence, and keeps what was typed", async () => {
  const number = await askAdvice(city, { as: "1009" });
  const id = randomUUID();
  await post(`request=${number}`, { go: "save" }, { id, as: "1008" });
  await moveTo(city, "1009", "1005");
  const refused = { status: 409, refusal: { errors: { form: /^This log is not yours/ } } };
  expect(await post(`request=${number}`, { go: "log" }, { id, as: "1008" })).toMatchObject(refused);
  const page = await readDraftPage(
    await city.viewer("1008"),
    city.portal,
    await draftOf(id, "1008"),
  );
  expect(page).toMatchObject({ target: null, whyNot: /^This log is not yours/ });
  expect(page.typed.said).toBe(whole.said);
  // Moved between the page and the first post, or never there: the same answer, and nothing typed is lost.
  const gone = { notFound: "He called us thieves.\n\nLeave it." };
  for (const about of [`request=${number}`, "request=EX-0000-0000", "request=%00", "person=1009"]) {
    expect(await post(about, { go: "log" }, { as: "1008" })).toEqual(gone);
  }
  await moveTo(city, "1009", "1008");
});

test("nobody logs about somebody who does not report to them, nor about themselves", async () => {
  const files = [{ name: "thread.jpg", bytes: await aPicture() }];
  for (const about of ["person=1008", "person=1004", "person=1001", "person=1014", "person=%00"]) {
    const id = randomUUID();
    expect(await post(about, { go: "save" }, { id, files })).toHaveProperty("notFound");
    expect(await openLogDraft(await city.viewer("1004"), city.portal, id)).toBeUndefined();
  }
  const other = await logOne(city, "1004", { person: "1006" }, { followUpOn: "2026-11-30" });
  expect(await post(`request=${other.number}`, { go: "log" })).toMatchObject({
    refusal: { errors: { form: /is logged once/ } },
  });
});

test("a draft about somebody who moved away shows the name they had when they were the writer's", async () => {
  const id = randomUUID();
  await post("person=1009", { go: "save" }, { id, as: "1008" });
  await moveTo(city, "1009", "1005");
  const read = async () =>
    readDraftPage(await city.viewer("1008"), city.portal, await draftOf(id, "1008"));
  expect(await read()).toMatchObject({ name: "Jesse Flett", target: null });
  await city.database.owner`update people set family_name = 'Other' where handle = '1009'`;
  expect(await read()).toMatchObject({ name: "Jesse Flett" });
  await moveTo(city, "1009", "1008");
  expect(await read()).toMatchObject({ name: "Jesse Other" });
});

test("a log is kept from a supervisor between who was ticked, who never reads it; nobody else can be", async () => {
  const id = randomUUID();
  const ticked = { whole: "yes", "partOfIt-1004": "yes", "partOfIt-1003": "yes" };
  const as = await city.viewer("1001");
  await post("person=1006", { ...ticked, go: "save" }, { id, as: "1001" });
  const page = await readDraftPage(as, city.portal, await draftOf(id, "1001"));
  expect(page.target?.between).toContainEqual({ handle: "1004", name: "Ray Monkman" });
  expect(page.typed).toMatchObject({ "partOfIt-1004": "yes" });
  const later = { ...ticked, next: "later", followUpOn: "2026-11-30" };
  const done = await post("person=1006", { ...later, go: "log" }, { id, as: "1001" });
  if (!("logged" in done)) throw new Error(JSON.stringify(done));
  expect(await openExchange(await city.viewer("1004"), city.portal, done.logged)).toBeUndefined();
  expect(await openExchange(as, city.portal, done.logged)).toBeDefined();
  const own = await readOwnExchange(await city.viewer("1006"), city.portal, done.logged);
  expect(own?.keptFrom).toEqual(["Ray Monkman"]);
  const about = await readLogTarget(await city.viewer("1004"), city.portal, { person: "1006" });
  expect(about?.between).toEqual([]);
});

test("a draft is deleted with its files, and takes none after that", async () => {
  const id = randomUUID();
  const files = [{ name: "thread.jpg", bytes: await aPicture() }];
  await post("person=1006", { go: "save" }, { id, files });
  const draft = await draftOf(id);
  const staged = await readStagedEvidence(city.portal, draft);
  await deleteLogDraft(city.portal, draft);
  expect(
    await city.database.owner`select from evidence_files where id = ${staged[0]?.id ?? ""}`,
  ).toEqual([]);
  expect(await openLogDraft(await city.viewer("1004"), city.portal, id)).toBeUndefined();
});

test("a draft is gone thirty days after it was saved last, key and all", async () => {
  const id = randomUUID();
  await post("person=1006", { go: "save" }, { id });
  city.at(new Date("2026-12-22T15:00:00Z"));
  await removeOldLogDrafts(city.portal);
  expect(
    (await readLogDrafts(await city.viewer("1004"), city.portal)).map((one) => one.id),
  ).toContain(id);
  city.at(new Date("2026-12-23T15:00:00Z"));
  expect(await openLogDraft(await city.viewer("1004"), city.portal, id)).toBeUndefined();
  await removeOldLogDrafts(city.portal);
  expect(await city.database.owner`select from exchange_drafts where id = ${id}`).toHaveLength(0);
});

describe("a large file", () => {
  const send = async (
    file: { name: string; bytes: Uint8Array | string; size: number },
    look?: Look,
  ) => {
    const id = randomUUID();
    const url = new URL(`http://127.0.0.1/exchanges/drafts/${id}?person=1006`);
    const request = streamed([file], look ? { look } : {});
    const answer = await answerLogForm(await city.viewer("1004"), city.portal, {
      id,
      request,
      url,
    });
    return { answer, files: await readStagedEvidence(city.portal, await draftOf(id)) };
  };
  type Look = (given: number) => Promise<void>;
  const megabyte = 1024 * 1024;

  test("of 50 MB that is no picture is refused by its content", async () => {
    const { answer, files } = await send({ name: "a.png", bytes: "MZ\0\0", size: 50 * megabyte });
    expect(answer).toMatchObject({ refusal: { errors: { file: /is a program/ } } });
    expect(files).toEqual([]);
  });

  test("beyond 100 MB is refused", async () => {
    const bytes = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
    const size = limits.fileBytes + 1;
    const { answer, files } = await send({ name: "film.mp4", bytes, size });
    expect(answer).toMatchObject({ refusal: { errors: { file: /is larger than 100 MB/ } } });
    expect(files).toEqual([]);
  });

  test("of 60 MB streams into the draft, and never stands whole in memory", async () => {
    let most = 0;
    const look = async (given: number) => {
      const [row] = await city.database.owner`
        select count(*)::int as pieces from evidence_pieces p
        where not exists (select from staged_evidence s where s.file_id = p.file_id)
          and not exists (select from held_evidence e where e.file_id = p.file_id)`;
      most = Math.max(most, given - (row?.pieces ?? 0) * 262_144);
    };
    const bytes = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
    const { files } = await send({ name: "film.mp4", bytes, size: 60 * megabyte }, look);
    expect(files).toMatchObject([{ size: 60 * megabyte }]);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(3 * megabyte);
  });
});

test("of a picture that unpacks without end no copy is made, and the original is kept", async () => {
  const bomb = pngOf(30_000, 30_000, new Uint8Array(200));
  const files = [{ name: "bomb.png", bytes: bomb }];
  const done = await post(
    "person=1006",
    { go: "log", next: "later", followUpOn: "2026-11-30" },
    { files },
  );
  if (!done || !("logged" in done)) throw new Error(JSON.stringify(done));
  await city.runJobs();
  const exchange = await openExchange(await city.viewer("1004"), city.portal, done.logged);
  if (!exchange) throw new Error("It is not there.");
  expect(await listEvidence(city.portal, city.portal.db, exchange)).toMatchObject([
    { name: "bomb.png", size: bomb.length, copy: { refused: expect.any(String) } },
  ]);
});

test("the page of a request leads to its writer's draft, and a new log has the last answer in it", async () => {
  const number = await askAdvice(city);
  const draftOn = async (as: string) =>
    (await readExchangePage(await city.viewer(as), city.portal, number))?.draft;
  expect(await draftOn("1004")).toBeNull();
  const id = randomUUID();
  await post(`request=${number}`, { go: "save" }, { id });
  expect(await draftOn("1004")).toBe(id);
  const ray = await city.viewer("1004");
  const sent = { formId: randomUUID(), seen: 0, words: "Leave it there." };
  expect(await answerAdvice(ray, city.portal, number, sent)).toEqual({ done: true });
  const page = await readNewLogPage(ray, city.portal, { request: number }, randomUUID());
  expect(page?.typed).toMatchObject({ advice: "Leave it there." });
});

import { beforeEach, expect, test } from "vitest";
import { sendNotices } from "#app/notices/send-notices.ts";
import { acts, caseUpTo, done, investigator, lastOf } from "#tests/support/cases.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hours = 0;
beforeEach(async () => {
  city.at(new Date(aMonday.getTime() + 2 * hours++ * 3_600_000));
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
});

/** Sends what is owed, and answers whom of it was told, and why others were not, since a moment. */
async function sentSince(since: Date, kind: string) {
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });
  const rows = await city.database.owner<
    { handle: string; state: string; reason: string | null }[]
  >`
    select p.handle, n.state, (
      select s.reason from notice_steps s where s.notice_id = n.id order by s.number desc limit 1
    ) as reason
    from notices n join people p on p.id = n.person_id
    where n.kind = ${kind} and n.owed_at >= ${since} order by 1`;
  return rows.map((row) => ({ ...row }));
}

const nothing = { state: "withdrawn", reason: "No case waits for this person any more" };

test("who was shut out meanwhile, or is no investigator any more, is not told that a case waits", async () => {
  const number = await caseUpTo(city, "alleged");
  const since = city.portal.now();
  const { personId } = await city.viewer("1014");
  await done(city, "1014", number, {
    ...{ act: "shut-out", personId, choice: "declared", said: { words: "He is my cousin." } },
  });
  await done(city, "1003", number, ({ file }) => ({
    ...{
      act: "appointment-ended",
      about: lastOf(file, "appointed"),
      said: { words: "It is over." },
    },
  }));
  const ingrid = (await city.viewer(investigator)).handle;
  const sent = await sentSince(since, "case-waiting");
  expect(sent.find(({ handle }) => handle === "1014")).toMatchObject(nothing);
  expect(sent.find(({ handle }) => handle === ingrid)).toMatchObject(nothing);
  expect(sent.find(({ handle }) => handle === "1003")).toMatchObject({ state: "sent" });
});

test("who is shut out of one case is still told of another that waits", async () => {
  const [one, other] = [await caseUpTo(city, "alleged"), await caseUpTo(city, "alleged")];
  const since = city.portal.now();
  const { personId } = await city.viewer("1014");
  await done(city, "1003", one, { act: "noted", said: { words: "Somebody called." } });
  await done(city, "1003", other, { act: "noted", said: { words: "Somebody wrote." } });
  await done(city, "1014", one, {
    ...{ act: "shut-out", personId, choice: "declared", said: { words: "He is my cousin." } },
  });
  const sent = await sentSince(since, "case-waiting");
  expect(sent.find(({ handle }) => handle === "1014")).toMatchObject({ state: "sent" });
});

test("a respondent who has left is not told by mail that there is something to read", async () => {
  const number = await caseUpTo(city, "alleged", { about: "1006" });
  await done(city, investigator, number, await acts.notice(city, "1006"));
  const since = city.portal.now();
  await done(city, investigator, number, ({ file }) => ({
    ...{ act: "served", about: lastOf(file, "noticed"), choice: "portal" },
    said: { on: "2026-11-23", by: "Ingrid Vance", proof: "It stands there." },
  }));
  const { personId } = await city.viewer("1006");
  await city.database.owner.begin(async (tx) => {
    await tx`alter table employments disable trigger user`;
    await tx`update employments set until_on = '2026-11-22' where person_id = ${personId} and superseded_at is null`;
    await tx`alter table employments enable trigger user`;
  });
  expect(await sentSince(since, "case-news")).toEqual([
    { handle: "1006", state: "withdrawn", reason: "No longer works here" },
  ]);
});

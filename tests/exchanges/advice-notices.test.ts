import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { readExchangeNews } from "#app/exchanges/exchange-news.ts";
import { tellPerson } from "#app/exchanges/exchange-notices.ts";
import { openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { writeToAdviser } from "#app/exchanges/write-to-adviser.ts";
import { readNoticesAtHome } from "#app/notices/at-home.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { readSlips } from "#app/notices/slips.ts";
import { actOn, askAdvice, logOne } from "#tests/support/exchanges.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
// What waits for Ray from the beginning is answered.
beforeAll(async () => {
  const [waiting] = await city.database.owner`
    select x.number from exchanges x join open_exchanges o on o.exchange_id = x.id
      join people p on p.id = x.person_id
    where p.handle = '1006'`;
  await actOn(city, "1004", waiting?.number, "answered", "Leave it.");
});
let days = 0;
beforeEach(async () => {
  city.at(new Date(aMonday.getTime() + days++ * 86_400_000));
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
});

/** Sends what is owed, over a real mail server: what it took. */
async function sent() {
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });
  return server.received;
}

async function states(kind: string) {
  const rows = await city.database.owner`
    select p.handle, n.state, (
      select s.reason from notice_steps s where s.notice_id = n.id order by s.number desc limit 1
    ) as reason
    from notices n join people p on p.id = n.person_id
    where n.kind = ${kind} and n.owed_at = ${city.portal.now()} order by 1`;
  return rows.map((row) => ({ ...row }));
}

/** An adviser answers, and whose exchange it is is told. */
async function answer(adviser: string, number: string, person: string) {
  await actOn(city, adviser, number, "answered", "Leave it, and mute the thread.");
  const { portal } = city;
  const own = await openOwnExchange(await city.viewer(person), portal, number);
  if (!own) throw new Error("It is not theirs.");
  await portal.db.transaction((tx) => tellPerson(portal, tx, own));
}

test("mail says that something waits, and nothing of what or of whom", async () => {
  const number = await askAdvice(city);
  const mails = await sent();
  expect(mails.map(({ to }) => [to].flat()[0]?.text)).toEqual([
    expect.stringContaining("ray.monkman@example.org"),
  ]);
  await answer("1004", number, "1006");
  mails.push(...(await sent()));
  expect(mails).toHaveLength(2);
  expect([mails[1]?.to].flat()[0]?.text).toContain("mara.sinclair@example.org");
  for (const { subject, text, html, headers } of mails) {
    const all = `${subject} ${text} ${html} ${JSON.stringify([...headers.keys()])}`;
    for (const secret of [number, "thieves", "arena", "mute", "Sinclair", "Monkman"]) {
      expect(all).not.toContain(secret);
    }
  }
});

test("that advice waits is withdrawn once it was given", async () => {
  const number = await askAdvice(city);
  await actOn(city, "1004", number, "answered", "Leave it.");
  expect(await sent()).toEqual([]);
  expect(await states("advice-waiting")).toEqual([
    {
      ...{ handle: "1004", state: "withdrawn" },
      reason: "No exchange waits for this person’s answer any more",
    },
  ]);
});

test("that advice waits is withdrawn for who does not advise in it any more", async () => {
  await askAdvice(city, { as: "1009" });
  await city.database.owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    select id, '2026-11-01', '2026-12-30', now() from people where handle = '1008'`;
  expect(await sent()).toEqual([]);
  expect(await states("advice-waiting")).toMatchObject([{ handle: "1008", state: "withdrawn" }]);
  await city.database.owner`
    update leaves set superseded_at = now()
    where person_id = (select id from people where handle = '1008')`;
});

test("that there is news is withdrawn once the person wrote back", async () => {
  const number = await askAdvice(city);
  await answer("1004", number, "1006");
  await writeToAdviser(await city.viewer("1006"), city.portal, number, {
    ...{ words: "Thank you.", formId: randomUUID() },
  });
  // Of earlier tests' exchanges there is news still, so they are answered first.
  const rows = await city.database.owner`
    select x.number from exchanges x join open_exchanges o on o.exchange_id = x.id
    join people p on p.id = x.person_id where p.handle = '1006' and x.number <> ${number}`;
  for (const row of rows) {
    await writeToAdviser(await city.viewer("1006"), city.portal, row.number, {
      ...{ words: "Thank you.", formId: randomUUID() },
    });
  }
  await sent();
  expect(await states("advice-news")).toEqual([
    { handle: "1006", state: "withdrawn", reason: "This person has answered since" },
  ]);
});

test("without e-mail, news stand on the person's home page, and are nobody's slip", async () => {
  const number = await askAdvice(city, { as: "1009" });
  await answer("1008", number, "1009");
  await sent();
  const jesse = await city.viewer("1009");
  const atHome = await readNoticesAtHome(jesse, city.portal);
  const news = atHome.filter(({ kind }) => kind === "advice-news");
  expect(news).toHaveLength(1);
  expect(news[0]?.html).toContain("/advice");
  const slips = await readSlips(
    { ...(await city.viewer("1008")), isSupervisor: true },
    city.portal,
  );
  expect(JSON.stringify(slips)).not.toContain("Something new");
  expect(await readExchangeNews(jesse, city.portal)).toEqual([
    {
      number,
      act: "answered",
      by: "Priya Raman",
      begunOn: expect.any(String),
      platform: "Facebook",
    },
  ]);
});

test("a week later it is no news; that a log closed it is not told instead of the log", async () => {
  const number = await askAdvice(city, { as: "1011" });
  await logOne(city, "1001", { number });
  const chloe = await city.viewer("1011");
  expect(await readExchangeNews(chloe, city.portal)).toEqual([
    {
      number,
      act: "logged",
      by: "Sam Whitford",
      begunOn: expect.any(String),
      platform: "Facebook",
    },
  ]);
  city.at(new Date(city.portal.now().getTime() + 8 * 86_400_000));
  expect(await readExchangeNews(chloe, city.portal)).toEqual([]);
});

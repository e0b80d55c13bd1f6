import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { answerAdvice, closeExchange, followUpExchange } from "#app/exchanges/act-as-adviser.ts";
import { readExchangePage } from "#app/exchanges/exchange-page.ts";
import { readOwnExchange } from "#app/exchanges/own-exchange.ts";
import { readWaitingExchanges } from "#app/exchanges/waiting-exchanges.ts";
import { writeAs } from "#tests/support/escalations.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const words = "Leave it, and come by at two.";
const form = (seen: number) => ({ formId: randomUUID(), seen });

async function answer(as: string, number: string, sent = { ...form(0), words }) {
  return answerAdvice(await city.viewer(as), city.portal, number, sent);
}
async function actsOf(as: string, number: string) {
  const page = await readExchangePage(await city.viewer(as), city.portal, number);
  return page?.acts.map(({ act }) => act);
}

test("an answer is read with its words, the person is told, and another can follow", async () => {
  const number = await askAdvice(city);
  expect(await answer("1004", number)).toEqual({ done: true });
  expect(await answer("1004", number, { ...form(1), words: "And well done." })).toEqual({
    done: true,
  });
  const page = await readExchangePage(await city.viewer("1004"), city.portal, number);
  expect(page?.acts.map((act) => act.words)).toEqual([words, "And well done."]);
  expect(page?.state).toBe("answered");
  const notices = await city.database.owner`
    select from notices n join people p on p.id = n.person_id
    where p.handle = '1006' and n.kind = 'advice-news'`;
  expect(notices.length).toBeGreaterThan(0);
});

test("the same form answers once, also when it is sent twice at once", async () => {
  const number = await askAdvice(city);
  const sent = { ...form(0), words };
  expect(await Promise.all([answer("1004", number, sent), answer("1004", number, sent)])).toEqual([
    { done: true },
    { done: true },
  ]);
  expect(await actsOf("1004", number)).toEqual(["answered"]);
  const other = await askAdvice(city);
  expect(await answer("1004", other, sent)).toMatchObject({ refused: /^Open this page again/ });
});

test("of two of HR who answer at once the second is told what the first did", async () => {
  const number = await askAdvice(city, { parties: ["1004"] });
  const both = await Promise.all([answer("1002", number), answer("1003", number)]);
  expect(both.filter((one) => one && "done" in one)).toHaveLength(1);
  expect(both.find((one) => one && "refused" in one)).toMatchObject({
    refused: /^Read what is new, then send yours again: meanwhile (Helen Osei|Tom Baker) answered$/,
  });
  expect(await actsOf("1002", number)).toEqual(["answered"]);
});

test("nobody acts where they do not advise, and nobody once it moved away", async () => {
  const number = await askAdvice(city);
  for (const as of ["1005", "1008", "1002", "1012", "1006"]) {
    expect(await answer(as, number)).toBeUndefined();
    expect(
      await closeExchange(await city.viewer(as), city.portal, number, form(0)),
    ).toBeUndefined();
  }
});

test("closing without a log is once, ends it, and stays with who closed it", async () => {
  const number = await askAdvice(city);
  const ray = await city.viewer("1004");
  const silent = await closeExchange(ray, city.portal, number, form(0));
  expect(silent).toMatchObject({ refused: /^Write what you answer/ });
  expect(await actsOf("1004", number)).toEqual([]);
  const sent = { ...form(0), words };
  expect(await closeExchange(ray, city.portal, number, sent)).toEqual({ done: true });
  expect(await closeExchange(ray, city.portal, number, sent)).toEqual({ done: true });
  expect(await answer("1004", number, { ...form(2), words })).toMatchObject({ refused: /closed/ });
  expect(await actsOf("1004", number)).toEqual(["answered", "closed"]);
  const answered = await askAdvice(city);
  await answer("1004", answered);
  expect(await closeExchange(ray, city.portal, answered, form(1))).toEqual({ done: true });
  expect(await actsOf("1004", answered)).toEqual(["answered", "closed"]);
});

test("what its person wrote since it was closed is answered by who closed it, once, and they are told", async () => {
  const { number } = await logOne(city, "1004", { number: await askAdvice(city) });
  const read = async () => readExchangePage(await city.viewer("1004"), city.portal, number);
  const wroteSince = async () => {
    const ray = { ...(await city.viewer("1004")), isSupervisor: true };
    return (await readWaitingExchanges(ray, city.portal))?.wroteSince;
  };
  expect(await answer("1004", number, { ...form(2), words })).toMatchObject({ refused: /closed/ });
  await writeAs(city, "1006", number, "He began again.");
  expect(await read()).toMatchObject({ state: "wrote-since", isOpen: false, isWaiting: true });
  expect(await wroteSince()).toBe(1);
  expect(await answer("1002", number, { ...form(3), words })).toBeUndefined();
  expect(await answer("1004", number, { ...form(2), words })).toMatchObject({
    refused: /meanwhile Mara Sinclair wrote$/,
  });
  city.at(new Date(city.portal.now().getTime() + 3_600_000));
  const sent = { ...form(3), words };
  expect(await answer("1004", number, sent)).toEqual({ done: true });
  expect(await answer("1004", number, sent)).toEqual({ done: true });
  expect(await read()).toMatchObject({ state: "closed", isOpen: false, isWaiting: false });
  expect(await wroteSince()).toBe(0);
  expect(await answer("1004", number, { ...form(4), words })).toMatchObject({ refused: /closed/ });
  const own = await readOwnExchange(await city.viewer("1006"), city.portal, number);
  expect(own?.acts.at(-1)).toMatchObject({ act: "answered", words, by: "Ray Monkman" });
  const notices = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.kind = 'advice-news' and n.owed_at = ${city.portal.now()}`;
  expect(notices.map(({ handle }) => handle)).toEqual(["1006"]);
});

test("who comes back says what became of it; a next day is after today, and without one it is closed", async () => {
  const number = await askAdvice(city);
  const ray = await city.viewer("1004");
  const back = (seen: number, nextOn: string | null) =>
    followUpExchange(ray, city.portal, number, { ...form(seen), words: "He left it.", nextOn });
  expect(await back(0, null)).toMatchObject({ refused: /^Log the exchange first/ });
  await logOne(city, "1004", { number }, { followUpOn: "2026-11-30" });
  expect(await closeExchange(ray, city.portal, number, form(1))).toMatchObject({
    refused: /^It is logged: come back to it/,
  });
  expect(await back(1, "2026-11-23")).toMatchObject({ refused: /after today/ });
  expect(await back(1, "2026-12-07")).toEqual({ done: true });
  const open = await readExchangePage(ray, city.portal, number);
  expect(open).toMatchObject({ state: "planned", followUpOn: "2026-12-07" });
  expect(await back(2, null)).toEqual({ done: true });
  expect(await actsOf("1004", number)).toEqual(["logged", "followed-up", "followed-up", "closed"]);
});

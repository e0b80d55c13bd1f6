import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { askForAdvice } from "#app/exchanges/ask-for-advice.ts";
import { openExchange, openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { actOn, logOne } from "#tests/support/exchanges.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const today = "2026-11-23";
afterEach(() => city.at(aMonday));

const request = { what: "He called us thieves.", platform: "Facebook", address: "", since: "" };

/** Mara (1006) asks; the number of her request. */
async function ask(parties: string[] = [], handle = "1006"): Promise<string> {
  const viewer = await city.viewer(handle);
  const asked = { formId: randomUUID(), request, isOngoing: true, parties };
  const done = await askForAdvice(viewer, city.portal, asked);
  if ("refused" in done) throw new Error(done.refused);
  return done.number;
}

/** Who of all people can open it, by handle. */
async function readers(number: string): Promise<string[]> {
  const people = await city.portal.db.query.people.findMany();
  const found = await Promise.all(
    people.map(async ({ id: personId, handle }) =>
      (await openExchange({ personId }, city.portal, number)) ? [handle] : [],
    ),
  );
  return found.flat().sort();
}

test("a request goes to the supervisor, and the one who asked reads it as their own", async () => {
  const number = await ask();
  expect(await readers(number)).toEqual(["1004"]);
  expect(await openOwnExchange(await city.viewer("1006"), city.portal, number)).toBeDefined();
  expect(await openOwnExchange(await city.viewer("1007"), city.portal, number)).toBeUndefined();
});

test("where the supervisor is the other party it goes to HR, and never to the supervisor", async () => {
  const number = await ask(["1004"]);
  expect(await readers(number)).toEqual(["1002", "1003"]);
});

test("where one of HR is part of it too, it goes to the others", async () => {
  expect(await readers(await ask(["1004", "1003"]))).toEqual(["1002"]);
});

test("where nobody of HR is left it goes on to who handles cases", async () => {
  expect(await readers(await ask(["1004", "1003", "1002"]))).toEqual(["1014"]);
});

test("a supervisor on leave is away: HR has the request until they are back", async () => {
  const number = await ask();
  await city.database.owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    select id, '2026-12-01', '2026-12-04', now() from people where handle = '1004'`;
  city.at(new Date("2026-12-02T15:00:00Z"));
  expect(await readers(number)).toEqual(["1002", "1003"]);
  city.at(new Date("2026-12-07T15:00:00Z"));
  expect(await readers(number)).toEqual(["1004"]);
});

test("the city manager, who has no supervisor, asks HR; nobody from outside can ask", async () => {
  expect(await readers(await ask([], "1001"))).toEqual(["1002", "1003"]);
  const auditor = (
    await city.portal.db.execute<{ handle: string }>(
      sql`select handle from people where email = 'omar.haddad@example.net'`,
    )
  )[0];
  await expect(ask([], auditor?.handle ?? "")).rejects.toThrow("Ask whoever you work for");
});

test("whoever began a log further up keeps reading it once the supervisor closed it", async () => {
  const { number } = await logOne(city, "1001", { person: "1006" }, { followUpOn: "2026-12-01" });
  expect(await readers(number)).toEqual(["1001", "1004"]);
  await actOn(city, "1004", number, "closed");
  expect(await readers(number)).toEqual(["1001", "1004"]);
});

test("the same form sent twice asks once", async () => {
  const viewer = await city.viewer("1006");
  const asked = { formId: randomUUID(), request, isOngoing: false, parties: [] };
  const [one, two] = await Promise.all([
    askForAdvice(viewer, city.portal, asked),
    askForAdvice(viewer, city.portal, asked),
  ]);
  expect(one).toEqual(two);
});

test(`who is somebody's adviser today (${today}) is asked of the database as the acts ask it`, async () => {
  const number = await ask();
  const [row] = await city.database.portal`
    select advises((select id from people where handle = '1004'), x.id, ${today}) as own,
      advises((select id from people where handle = '1006'), x.id, ${today}) as self,
      advises((select id from people where handle = '1012'), x.id, ${today}) as administrator
    from exchanges x where number = ${number}`;
  expect(row).toEqual({ own: true, self: false, administrator: false });
});

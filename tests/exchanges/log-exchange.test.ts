import { expect, test } from "vitest";
import { readActsOf } from "#app/exchanges/acts-of.ts";
import { readExchangeReport } from "#app/exchanges/log-exchange.ts";
import { openExchange, openOwnExchange } from "#app/exchanges/open-exchange.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("a log without a day to come back closes the exchange, and stays with who logged it", async () => {
  const number = await askAdvice(city);
  const exchange = await logOne(city, "1004", { number });
  const acts = await readActsOf(city.portal.db, exchange);
  expect(acts.map(({ act }) => act)).toEqual(["logged", "closed"]);
  const report = await readExchangeReport(city.portal.db, exchange);
  expect(report).toMatchObject({ platform: "Facebook", disengaged: "yes", recognizable: "yes" });
  await city.database.owner`
    update employments set superseded_at = now() where person_id = ${exchange.personId}`;
  expect(await openExchange(await city.viewer("1004"), city.portal, number)).toBeDefined();
});

test("a supervisor logs by themselves, and the person reads what was logged about them", async () => {
  const { number } = await logOne(city, "1004", { person: "1007" }, { followUpOn: "2026-11-30" });
  const own = await openOwnExchange(await city.viewer("1007"), city.portal, number);
  expect(own && (await readExchangeReport(city.portal.db, own))?.said).toContain("A resident");
});

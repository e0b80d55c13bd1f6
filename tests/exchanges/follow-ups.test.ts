import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { followUpExchange } from "#app/exchanges/act-as-adviser.ts";
import { tellOfFollowUps, whyNoFollowUpIsDue } from "#app/exchanges/tell-of-follow-ups.ts";
import { logOne } from "#tests/support/exchanges.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
afterEach(() => city.at(aMonday));

const told = async () => {
  const rows = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.kind = 'follow-up-due' order by 1`;
  return rows.map(({ handle }) => handle);
};

test("on its day who advises then is told of a follow-up, once, and no more when it is done", async () => {
  const { number } = await logOne(city, "1008", { person: "1009" }, { followUpOn: "2026-11-26" });
  await logOne(city, "1008", { person: "1009" }, { followUpOn: "2026-11-26" });
  await tellOfFollowUps(city.portal);
  expect(await told()).not.toContain("1008");
  city.at(new Date("2026-11-26T15:00:00Z"));
  await tellOfFollowUps(city.portal);
  await tellOfFollowUps(city.portal);
  expect((await told()).filter((handle) => handle === "1008")).toHaveLength(1);
  const priya = await city.viewer("1008");
  const notice = { kind: "follow-up-due" as const, personId: priya.personId };
  expect(await whyNoFollowUpIsDue(city.portal.db, notice, "2026-11-26")).toBeNull();
  const sent = { formId: randomUUID(), seen: 1, words: "All is well.", nextOn: null };
  await followUpExchange(priya, city.portal, number, sent);
  expect(await whyNoFollowUpIsDue(city.portal.db, notice, "2026-11-26")).toBeNull();
  const rows = await city.database.owner`
    select x.number from exchanges x join open_exchanges o on o.exchange_id = x.id
    where x.begun_by = ${priya.personId}`;
  for (const row of rows) {
    const again = { formId: randomUUID(), seen: 1, words: "All is well.", nextOn: null };
    await followUpExchange(priya, city.portal, row.number, again);
  }
  expect(await whyNoFollowUpIsDue(city.portal.db, notice, "2026-11-26")).toMatch(/followed up/);
});

test("where the supervisor is another by then, it is they who are told", async () => {
  await logOne(city, "1005", { person: "1007" }, { followUpOn: "2026-12-15" });
  await moveTo(city, "1007", "1014");
  const before = (await told()).filter((handle) => handle === "1005").length;
  city.at(new Date("2026-12-15T15:00:00Z"));
  await tellOfFollowUps(city.portal);
  expect(await told()).toContain("1014");
  expect((await told()).filter((handle) => handle === "1005")).toHaveLength(before);
});

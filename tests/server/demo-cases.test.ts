import { expect, test } from "vitest";
import { readCaseFile } from "#app/cases/case-file.ts";
import { openCase } from "#app/cases/open-case.ts";
import { dayIn, writeDay } from "#app/days.ts";
import { seedCases } from "#server/demo/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("every letter of the demo's cases carries the day of its act", async () => {
  await seedCases(city.portal);
  const { timeZone, locale } = await city.portal.organization();
  const today = dayIn(timeZone, city.portal.now());
  const joanne = await city.viewer("1014");
  const dated: [string, boolean][] = [];
  for (const { number } of await city.database.owner`select number from cases`) {
    const kase = await openCase(joanne, city.portal, number);
    if (kase?.of !== "case") continue;
    for (const { act, on, said } of (await readCaseFile(city.portal.db, kase, today)).acts) {
      if (said && "letter" in said)
        dated.push([act, said.letter.words.includes(writeDay(locale, on))]);
    }
  }
  expect(dated.map(([act]) => act).toSorted()).toEqual(["issued", "noticed", "noticed", "noticed"]);
  expect(dated.every(([, isDated]) => isDated)).toBe(true);
});

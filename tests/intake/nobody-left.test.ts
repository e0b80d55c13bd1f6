import { expect, test } from "vitest";
import { whyOfficerIsNeeded } from "#app/intake/nobody-left.ts";
import { testPortal } from "#tests/support/portal.ts";
import { reportNumber, subject } from "#tests/support/reports.ts";

const city = testPortal();

test("administrators alone are told that a report waits for nobody, and nothing else of it", async () => {
  const lena = await city.viewer("1012");
  expect(await whyOfficerIsNeeded(lena, city.portal)).toBeNull();
  await city.database.owner`
    update grants set revoked_at = now(), revoked_by = ${lena.personId}
    where role = 'outside-officer' and revoked_at is null`;
  const number = await reportNumber(city, { subjects: [await subject(city, "1001")] });
  const said = await whyOfficerIsNeeded(lena, city.portal);
  expect(said).toContain("grant somebody from outside the role Outside officer");
  expect(said).not.toContain(number);
  for (const handle of ["1001", "1002", "1003", "1014"]) {
    expect(await whyOfficerIsNeeded(await city.viewer(handle), city.portal)).toBeNull();
  }
});

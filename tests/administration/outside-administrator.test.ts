import { expect, test } from "vitest";
import { whyAnOutsider } from "#app/administration/outside-administrator.ts";
import { grantRole } from "#app/auth/grant.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test("administrators are told while the directory may end the work of all of them, and nobody else is", async () => {
  const { db, now } = city.portal;
  const [lena, ingrid] = [await city.viewer("1012"), await city.viewer("ingrid.vance@example.net")];
  expect(await whyAnOutsider(lena, db)).toContain("Keep one administrator from outside");
  expect(await whyAnOutsider(await city.viewer("1002"), db)).toBeNull();

  const granted = { personId: ingrid.personId, role: "administrator", now: now() } as const;
  expect(await grantRole(lena, db, granted)).toHaveProperty("granted");

  expect(await whyAnOutsider(lena, db)).toBeNull();
});

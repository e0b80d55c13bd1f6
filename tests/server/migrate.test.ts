import { expect, test } from "vitest";
import { refuseStrongRole } from "#server/migrate.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();

test("the portal's role may start the portal", async () => {
  await refuseStrongRole(database.portal);
});

test("a role that could change evidence is refused", async () => {
  await expect(refuseStrongRole(database.owner)).rejects.toThrow("could change evidence");
});

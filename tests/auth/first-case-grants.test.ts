import { expect, test } from "vitest";
import { grantRole } from "#app/auth/grant.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, now } from "./someone.ts";

const database = testDatabase();

test("while there is no report and no case the first of each kind is held at once, the second waits", async () => {
  const lena = await addMara(database.db, { roles: ["administrator"] });
  for (const role of ["hr-cases", "city-manager", "outside-officer"] as const) {
    const first = await addMara(database.db);
    const { personId } = await addMara(database.db);
    const { db } = database;
    expect(await grantRole(lena, db, { personId: first.personId, role, now })).toEqual({
      granted: role,
    });
    expect(await grantRole(lena, db, { personId, role, now })).toHaveProperty("asked");
    await expect(database.portal`
      insert into grants (person_id, role, granted_by, granted_at)
      values (${personId}, ${role}, ${lena.personId}, now())`).rejects.toMatchObject({
      constraint_name: "grants_of_cases_wait_for_a_second_person",
    });
  }
});

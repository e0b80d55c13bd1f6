import { expect, test } from "vitest";
import { revokeRole, whyNoRevocation } from "#app/auth/grant.ts";
import { testDatabase } from "#tests/support/database.ts";
import { addMara, now } from "./someone.ts";

const database = testDatabase();

test.each([
  ["administrator", "grants_keep_an_administrator"],
  ["hr-cases", "grants_keep_a_case_handler"],
] as const)(
  "the last %s stays, with a sentence on the page and from the act",
  async (role, constraint) => {
    const lena = await addMara(database.db, { roles: ["administrator"] });
    const last = role === "administrator" ? lena : await addMara(database.db, { roles: [role] });
    const { personId } = last;
    const sentence = await whyNoRevocation(database.db, { personId, role });
    expect(sentence).toContain("this is the last");
    expect(await revokeRole(lena, database.db, { personId, role, now })).toEqual({
      refused: sentence,
    });
    await expect(
      database.owner`
      update grants set revoked_at = now(), revoked_by = ${lena.personId} where person_id = ${personId} and role = ${role}`,
    ).rejects.toMatchObject({ constraint_name: constraint });

    const colleague = await addMara(database.db, { roles: [role] });
    expect(await whyNoRevocation(database.db, { personId, role })).toBeNull();
    const eachTheOther = await Promise.all([
      revokeRole(lena, database.db, { personId: colleague.personId, role, now }),
      revokeRole(role === "administrator" ? colleague : lena, database.db, { personId, role, now }),
    ]);
    expect(eachTheOther.filter((answer) => "revoked" in answer)).toHaveLength(1);
    expect(eachTheOther.filter((answer) => "refused" in answer)).toHaveLength(1);
  },
);

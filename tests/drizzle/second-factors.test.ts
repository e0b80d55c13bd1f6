import { expect, test } from "vitest";
import { enrolAppOf } from "#tests/support/factors.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const someone = async (known: string) => (await city.viewer(known)).personId;
const refusedBy = (constraint_name: string) => ({ constraint_name });

test("an app that counts is neither unconfirmed nor given another secret", async () => {
  const joanne = await city.viewer("1014");
  await enrolAppOf(joanne, city.portal);
  const { portal: sql } = city.database;
  const which = sql`person_id = ${joanne.personId} and ended_at is null`;
  const refused = refusedBy("authenticator_apps_stay_confirmed");
  await expect(
    sql`update authenticator_apps set confirmed_at = null where ${which}`,
  ).rejects.toMatchObject(refused);
  await expect(
    sql`update authenticator_apps set secret = 'other'::bytea where ${which}`,
  ).rejects.toMatchObject(refused);
});

test("nobody makes a set-up code for themselves, and a used one stays used", async () => {
  const { portal: sql } = city.database;
  const [mara, lena] = [await someone("1006"), await someone("1012")];
  const code = (by: string | null, to: string, hash: string) => sql`
    insert into set_up_codes (code_hash, person_id, issued_by, issued_at, expires_at)
    values (${hash}, ${to}, ${by}, now(), now() + interval '1 day')`;
  await expect(code(mara, mara, "own")).rejects.toMatchObject(
    refusedBy("set_up_codes_are_issued_by_another"),
  );
  await code(lena, mara, "used");
  await sql`update set_up_codes set used_at = now() where code_hash = 'used'`;
  await expect(
    sql`update set_up_codes set used_at = null where code_hash = 'used'`,
  ).rejects.toMatchObject({ code: "23001" });
  await expect(code(null, await someone("1014"), "nobody")).rejects.toMatchObject(
    refusedBy("set_up_codes_are_confirmed_by_a_second_person"),
  );
});

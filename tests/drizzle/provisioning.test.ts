import { describe, expect, test } from "vitest";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const sql = () => city.database.portal;
const refusedBy = (constraint_name: string) =>
  expect.objectContaining({ constraint_name }) as object;
const notPermitted = expect.objectContaining({ code: "42501" }) as object;

let made = 0;
/** Inserts a token past the application, as the portal's own role. */
async function force(changes: object = {}) {
  const hash = String(++made).padStart(64, "0");
  const row = { name: "Okta", hash, by: "1012", revoker: null, used: null, ...changes };
  const [inserted] = await sql()`
    insert into provisioning_tokens (name, token_hash, form_id, made_by, made_at, last_used_on, revoked_by, revoked_at)
    select ${row.name}, ${row.hash}, gen_random_uuid(), p.id, now(), ${row.used}::date,
      (select id from people where handle = ${row.revoker}), case when ${row.revoker}::text is not null then now() end
    from people p where p.handle = ${row.by} returning number`;
  return inserted?.number as number;
}
const revoke = (number: number, by: string) => sql()`
  update provisioning_tokens set revoked_at = now(), revoked_by = (select id from people where handle = ${by})
  where number = ${number}`;

describe("a provisioning token", () => {
  test.each([
    ["has a name", { name: " " }, "provisioning_tokens_have_a_name"],
    [
      "is kept as a hash",
      { hash: "signpost_scim_secret" },
      "provisioning_tokens_are_kept_as_hashes",
    ],
    ["is made by an administrator", { by: "1002" }, "provisioning_tokens_are_of_administrators"],
    ["begins unused", { used: "2026-11-23" }, "provisioning_tokens_begin_unused"],
    ["begins unrevoked", { revoker: "1012" }, "provisioning_tokens_begin_unused"],
  ])("%s", async (_, changes, constraint) => {
    await expect(force(changes)).rejects.toEqual(refusedBy(constraint));
  });

  test("is revoked by an administrator, once, and stays", async () => {
    const number = await force();
    await expect(revoke(number, "1002")).rejects.toEqual(
      refusedBy("provisioning_tokens_are_of_administrators"),
    );
    await expect(
      sql()`update provisioning_tokens set revoked_at = now() where number = ${number}`,
    ).rejects.toEqual(refusedBy("provisioning_tokens_are_revoked_whole"));
    await revoke(number, "1012");
    for (const change of [
      "update provisioning_tokens set revoked_at = null, revoked_by = null",
      "update provisioning_tokens set last_used_on = '2026-11-24'",
    ]) {
      await expect(sql().unsafe(`${change} where number = ${number}`)).rejects.toMatchObject({
        code: "23001",
      });
    }
  });

  test("never becomes another, and its last used day never goes back", async () => {
    const number = await force();
    await sql()`update provisioning_tokens set last_used_on = '2026-11-23' where number = ${number}`;
    for (const value of ["'2026-11-22'", "null"]) {
      await expect(
        sql().unsafe(
          `update provisioning_tokens set last_used_on = ${value} where number = ${number}`,
        ),
      ).rejects.toMatchObject({ code: "23001" });
    }
    for (const change of ["set name = 'x'", "set token_hash = 'x'", "set until_on = null"]) {
      await expect(sql().unsafe(`update provisioning_tokens ${change}`)).rejects.toEqual(
        notPermitted,
      );
      await expect(
        city.database.owner.unsafe(
          `update provisioning_tokens ${change.replace("null", "'2030-01-01'")}`,
        ),
      ).rejects.toMatchObject({ code: "23001" });
    }
    await expect(sql()`delete from provisioning_tokens`).rejects.toEqual(notPermitted);
    await expect(city.database.owner`delete from provisioning_tokens`).rejects.toMatchObject({
      code: "23001",
    });
    await expect(city.database.owner`truncate provisioning_tokens`).rejects.toMatchObject({
      code: "23001",
    });
  });
});

describe("what a directory service calls people", () => {
  const call = (
    handle: string,
    external: string | null,
    name: string | null,
    removed = false,
  ) => sql()`
    insert into provisioned_people (person_id, external_id, user_name, changed_at, removed_at)
    select id, ${external}, ${name}, now(), case when ${removed} then now() end from people where handle = ${handle}`;

  test("is unique, whatever the case of a user name", async () => {
    await call("1006", "one", "Mara@example.org");
    await expect(call("1007", "one", null)).rejects.toEqual(
      refusedBy("provisioned_people_external_id_is_unique"),
    );
    await expect(call("1007", "two", "mara@EXAMPLE.org")).rejects.toEqual(
      refusedBy("provisioned_people_user_name_is_unique"),
    );
  });

  test("is nothing of somebody from outside, and nothing of somebody removed", async () => {
    const { handle } = await city.viewer("omar.haddad@example.net");
    await expect(call(handle, "x", null)).rejects.toEqual(
      refusedBy("provisioned_people_are_employees"),
    );
    await expect(call("1008", "y", null, true)).rejects.toEqual(
      refusedBy("provisioned_people_are_removed_whole"),
    );
  });

  test("is never taken out", async () => {
    await expect(sql()`delete from provisioned_people`).rejects.toEqual(notPermitted);
  });
});

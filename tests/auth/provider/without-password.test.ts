import { beforeAll, expect, test } from "vitest";
import { readTeamPerson } from "#app/attestation/team-person.ts";
import { hasPasswordsOff, whyNoSetUpCode } from "#app/auth/provider/passwords-off.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { readsInPortal } from "#app/cases/notices-of-case.ts";
import { sayWayIn } from "#app/notices/way-in.ts";
import { testPortal } from "#tests/support/portal.ts";
import { offer } from "#tests/support/providers.ts";

/** Somebody who never had a password here, and signs in with an account of the City. */
const city = testPortal();
const provider: Provider = {
  ...{ id: "city", label: "City account", issuer: "https://id.city.example" },
  ...{ clientId: "signpost", clientSecret: null, scopes: ["openid"], secondFactor: null },
  people: { by: "employee-number", claim: "number" },
  ...{ passwords: "off", administratorsKeepPasswords: true },
};
const idOf = async (handle: string) => (await city.viewer(handle)).personId;

const advisers = async () => {
  const rows = await city.database.owner`
    select p.handle from advisers_for(${await idOf("1006")}, '{}', '2026-11-23') a (id)
      join people p on p.id = a.id order by 1`;
  return rows.map(({ handle }) => handle);
};

beforeAll(async () => {
  await offer(city.portal, provider);
  await city.database.owner`
    delete from credentials where person_id = any(${[await idOf("1004"), await idOf("1006")]})`;
});

const link = async (handle: string) => city.database.owner`
  insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at)
  values (${await idOf(handle)}, 'city', ${provider.issuer}, ${handle}, 'employee-number', now())`;

test("their own people are theirs to advise, from the moment they can sign in", async () => {
  expect(await advisers()).not.toContain("1004");
  await link("1004");
  expect(await advisers()).toEqual(["1004"]);
});

test("they are no stranger who has yet to be let in, and get no set-up code", async () => {
  const mara = await idOf("1006");
  const [nadia, { db }] = [await city.viewer("1004"), city.portal];
  const known = async () => ({
    canSignIn: (await readTeamPerson(nadia, city.portal, "1006"))?.canSignIn,
    reads: await readsInPortal(db, mara, "2026-11-23"),
    off: await hasPasswordsOff(db, mara),
  });
  expect(await known()).toEqual({ canSignIn: false, reads: false, off: false });
  expect(await whyNoSetUpCode(db, mara)).toBeNull();

  await link("1006");

  expect(await known()).toEqual({ canSignIn: true, reads: true, off: true });
  expect(await whyNoSetUpCode(db, mara)).toContain("signs in with their account of the City");
});

test("a provider that is offered no more is no way in", async () => {
  await offer(city.portal);
  expect(await readsInPortal(city.portal.db, await idOf("1006"), "2026-11-23")).toBe(false);
});

test("a letter names the way in that they have", () => {
  expect(sayWayIn({ handle: "1006", signsInBy: "provider" })).not.toMatch(/password|code/);
  expect(sayWayIn({ handle: "1006", signsInBy: "password" })).toContain("your password");
  expect(sayWayIn({ handle: "1006", signsInBy: null })).toContain("set-up code");
});

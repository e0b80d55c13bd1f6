import type { Sql } from "postgres";
import { beforeAll, expect, test } from "vitest";
import type { Provider } from "#app/auth/provider/provider.ts";
import { testPortal } from "#tests/support/portal.ts";
import { offer } from "#tests/support/providers.ts";
import { completeLessons } from "#tests/support/training.ts";

// Around the application: as the portal's own role, and as the owner.
const city = testPortal();
const provider: Provider = {
  ...{ id: "city", label: "City account", issuer: "https://id.city.example" },
  ...{ clientId: "signpost", clientSecret: null, scopes: ["openid"], secondFactor: null },
  people: { by: "employee-number", claim: "number" },
  ...{ passwords: "off", administratorsKeepPasswords: true },
};
const idOf = async (handle: string) => {
  const [found] = await city.database.owner`select id from people where handle = ${handle}`;
  return String(found?.id);
};
let mara = "";
let lena = "";
let link = "";

beforeAll(async () => {
  await offer(city.portal, provider);
  mara = await idOf("1006");
  lena = await idOf("1012");
  const [made] = await add(mara, "mara");
  link = made?.id;
});

const add = (personId: string, subject: string) => city.database.portal`
  insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at)
  values (${personId}, 'city', ${provider.issuer}, ${subject}, 'employee-number', now()) returning id`;

const startedBy = (personId: string, method: string, sql: Sql = city.database.portal) => sql`
  insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor)
  values (${`${personId} ${method}`}, ${personId}, now(), now(), now(), ${method}, false)`;

test("an account is one person's, and a person has one account at a provider", async () => {
  const nadia = await idOf("1005");
  await expect(add(nadia, "mara")).rejects.toThrow(/provider_links_are_of_one_person/);
  await expect(add(mara, "another")).rejects.toThrow(/provider_links_are_one_a_person/);
});

test("a link is never changed, moved, removed or begun ended", async () => {
  const nadia = await idOf("1005");
  const { owner, portal } = city.database;
  for (const change of [
    owner`update provider_links set person_id = ${nadia} where id = ${link}`,
    owner`update provider_links set subject = 'another' where id = ${link}`,
    owner`delete from provider_links where id = ${link}`,
    owner`truncate provider_links cascade`,
    owner`insert into provider_links
      (person_id, provider, issuer, subject, matched_by, linked_at, ended_at, ended_by)
      values (${nadia}, 'city', 'https://id.city.example', 'n', 'email', now(), now(), ${lena})`,
  ]) {
    await expect(change).rejects.toThrow(/evidence|begins before/);
  }
  await expect(
    portal`update provider_links set subject = 'another' where id = ${link}`,
  ).rejects.toThrow(/permission denied/);
  await expect(portal`delete from provider_links where id = ${link}`).rejects.toThrow(
    /permission denied/,
  );
});

test("a link is ended by an administrator, once, and not before it began", async () => {
  const { portal } = city.database;
  const end = (by: string, at: string) => portal`
    update provider_links set ended_by = ${by}, ended_at = now() + ${at}::interval where id = ${link}`;
  await expect(end(mara, "1 minute")).rejects.toThrow(/by an administrator/);
  await expect(end(lena, "-1 day")).rejects.toThrow(/provider_links_end_after_they_began/);
  await portal
    .begin(async (tx) => {
      await tx`update provider_links set ended_by = ${lena}, ended_at = now() + interval '1 s' where id = ${link}`;
      await tx`savepoint ended`;
      await expect(
        tx.savepoint(
          (inner) => inner`update provider_links set ended_at = now() where id = ${link}`,
        ),
      ).rejects.toThrow(/ended, once/);
      throw new Error("Taken back.");
    })
    .catch((problem: Error) => expect(problem.message).toBe("Taken back."));
});

test("where passwords are off, no password, code or session by one is stored for who is linked", async () => {
  const { portal } = city.database;
  const off = /passwords_are_off_with_a_provider|has no password here/;
  await expect(startedBy(mara, "password")).rejects.toThrow(off);
  await expect(startedBy(mara, "set-up-code")).rejects.toThrow(off);
  await expect(
    portal`update credentials set set_at = now() where person_id = ${mara}`,
  ).rejects.toThrow(off);
  await expect(
    portal`insert into set_up_codes (code_hash, person_id, issued_at, expires_at)
      values ('x', ${mara}, now(), now())`,
  ).rejects.toThrow(off);
  await startedBy(mara, "passkey");
  await startedBy(await idOf("1005"), "password");
  await city.database.owner`
    insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor)
    values ('of lena', ${lena}, now() + interval '1 hour', now() + interval '1 hour', now(), 'password', false)`;
  await city.database.portal`
    insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at, within_session)
    values (${lena}, 'city', ${provider.issuer}, 'lena', 'employee-number', now(), 'of lena')`;
  await startedBy(lena, "password");
});

test("whoever is linked just now is waited for before a session by password begins", async () => {
  const ray = await idOf("1004");
  const { owner, portal } = city.database;
  const other = await portal.reserve();
  const [{ pid } = { pid: 0 }] = await other`select pg_backend_pid() as pid`;
  const waits = async () => {
    const [asked] = await owner`select from pg_locks where pid = ${pid} and not granted`;
    return asked !== undefined;
  };
  let begun: Promise<unknown> | undefined;
  await portal.begin(async (tx) => {
    await tx`select from people where id = ${ray} for no key update`;
    await tx`
      insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at)
      values (${ray}, 'city', ${provider.issuer}, 'ray', 'employee-number', now())`;
    begun = startedBy(ray, "password", other).then(
      () => "begun",
      () => "refused",
    );
    await expect.poll(waits, { timeout: 10_000 }).toBe(true);
  });
  expect(await begun).toBe("refused");
  other.release();
});

test("only a session by a provider has an account behind it", async () => {
  await expect(
    city.database.portal`
      insert into sessions
        (id, person_id, expires_at, ends_at, started_at, method, has_second_factor, link_id)
      values ('x', ${mara}, now(), now(), now(), 'passkey', false, ${link})`,
  ).rejects.toThrow(/sessions_by_provider_alone_have_a_link/);
});

test.each([
  ["a sign-in of six minutes ago", "provider 2026-11-23T15:23:59.000Z City account"],
  ["a sign-in to come", "provider 2026-11-23T15:31:00.000Z City account"],
  ["no moment", "provider City account"],
  ["no name of the provider", "provider 2026-11-23T15:30:00.000Z "],
])("an acknowledgement by a provider is not stored with %s", async (_, method) => {
  const { portal } = city.database;
  const dale = await city.viewer("1007");
  await completeLessons(dale, city.portal);
  const [open] = await portal`
    select id, version_id, track from assignments
    where person_id = ${dale.personId} and settled_at is null`;
  await expect(
    portal`insert into acknowledgements (reference, assignment_id, person_id, version_id, track,
        grade, typed_name, directory_name, method, acknowledged_at, record_id)
      values ('R-X', ${open?.id}, ${dale.personId}, ${open?.version_id}, ${open?.track}, 'self', 'M', 'M',
        ${method}, '2026-11-23T15:30:00Z', gen_random_uuid())`,
  ).rejects.toThrow(/not shown anew/);
});

test("a visit for a statement asks for a sign-in anew", async () => {
  await expect(
    city.database.portal`
      insert into provider_visits (state_hash, provider, browser_hash, nonce, verifier, to_path,
        is_anew, statement_id, begun_at)
      values ('s', 'city', 'b', 'n', 'v', '/', false, gen_random_uuid(), now())`,
  ).rejects.toThrow(/provider_visits_prove_anew/);
});

test("whoever needs a second factor or has one is linked by nobody but themselves, in a whole session", async () => {
  const { owner, portal } = city.database;
  const [joanne, dale] = [await idOf("1014"), await idOf("1007")];
  await owner`
    insert into passkeys (id, person_id, credential_id, public_key, counter, transports, name, made_at)
    values (gen_random_uuid(), ${dale}, 'key', '\\x00', 0, '{}', 'Phone', now())`;
  const begin = (personId: string, has: boolean) => owner`
    insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor)
    values (${`${personId} ${has}`}, ${personId}, now() + interval '1 hour', now() + interval '1 hour', now(),
      'password', ${has})`;
  for (const [personId, has] of [
    [joanne, false],
    [dale, false],
    [dale, true],
  ] as const) {
    await begin(personId, has);
  }
  const within = (personId: string, session: string | null) => portal`
    insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at, within_session)
    values (${personId}, 'city', ${provider.issuer}, ${personId}, 'email', now(), ${session}) returning id`;
  const refused = /this person links an account themselves/;
  await expect(within(joanne, null)).rejects.toThrow(refused);
  await expect(within(joanne, `${dale} true`)).rejects.toThrow(refused);
  await expect(within(dale, null)).rejects.toThrow(refused);
  await expect(within(dale, `${dale} false`)).rejects.toThrow(refused);
  expect(await within(joanne, `${joanne} false`)).toHaveLength(1);
  expect(await within(dale, `${dale} true`)).toHaveLength(1);
});

test("a session by a provider has a link, and no other has one", async () => {
  await expect(startedBy(mara, "provider")).rejects.toThrow(
    /sessions_by_provider_alone_have_a_link/,
  );
});

test("a session says which one it is there only where it came from there, and what a provider said names somebody and counts once", async () => {
  const { portal } = city.database;
  await expect(
    city.database.owner`
      insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor, sid_hash)
      values ('by passkey', ${mara}, now(), now(), now(), 'passkey', false, 'sid')`,
  ).rejects.toThrow(/sessions_by_provider_alone_have_a_sid/);
  const say = (token: string, account: string | null) => portal`
    insert into provider_sign_outs (token_hash, account_hash, issued_at, taken_at)
    values (${token}, ${account}, now(), now())`;
  await expect(say("one", null)).rejects.toThrow(/provider_sign_outs_say_who/);
  await say("one", "mara");
  await expect(say("one", "mara")).rejects.toThrow(/provider_sign_outs_pkey/);
  await expect(portal`update provider_sign_outs set account_hash = 'another'`).rejects.toThrow(
    /permission denied/,
  );
});

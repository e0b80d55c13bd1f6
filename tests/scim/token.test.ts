import { hash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readLatestOfLog } from "#app/administration/log.ts";
import { sayRecord } from "#app/ledger/say-record.ts";
import { makeToken, readTokens, revokeToken } from "#app/scim/token.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const lena = () => city.viewer("1012");
const asked = (more = {}) => ({ name: "Okta", untilOn: null, formId: randomUUID(), ...more });

test("a token carries 256 random bits, is given back once, and only its SHA-256 is kept", async () => {
  const made = await makeToken(await lena(), city.portal, asked());
  if ("refused" in made) throw new Error(made.refused);
  const [, secret = ""] = made.token.split("signpost_scim_");
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  const [kept] = await city.database
    .owner`select * from provisioning_tokens where number = ${made.number}`;
  expect(kept?.token_hash).toBe(hash("sha256", made.token));
  const [dump] = await city.database.owner`
    select (select json_agg(t)::text from provisioning_tokens t) || (select string_agg(body, '') from ledger_records) as text`;
  expect(dump?.text).not.toContain(secret);
});

test("the same form sent twice makes one token, and says so", async () => {
  const form = asked();
  await makeToken(await lena(), city.portal, form);
  const again = await makeToken(await lena(), city.portal, form);
  expect(again).toMatchObject({ refused: expect.stringContaining("shown once already") });
});

test("nobody but an administrator makes, sees or revokes one", async () => {
  for (const who of ["1002", "1006", "1001", "omar.haddad@example.net"]) {
    const viewer = await city.viewer(who);
    expect(await makeToken(viewer, city.portal, asked())).toHaveProperty("refused");
    expect(await revokeToken(viewer, city.portal, 1)).toHaveProperty("refused");
    expect(await readTokens(viewer, city.portal)).toEqual([]);
  }
});

test("a last day that is over is refused", async () => {
  const refused = await makeToken(await lena(), city.portal, asked({ untilOn: "2026-11-22" }));
  expect(refused).toMatchObject({ at: "untilOn" });
});

test("making and revoking are in the ledger, in words and without the secret; revoked is once", async () => {
  const viewer = await lena();
  const made = await makeToken(viewer, city.portal, asked());
  if ("refused" in made) throw new Error(made.refused);
  expect(await revokeToken(viewer, city.portal, made.number)).toEqual({ revoked: made.number });
  expect(await revokeToken(viewer, city.portal, made.number)).toHaveProperty("refused");
  const rows = await city.database.owner`
    select body from ledger_records where act in ('make-provisioning-token', 'revoke-provisioning-token')
      and body::json -> 'facts' ->> 'token' = ${String(made.number)} order by recorded_at, id`;
  const organization = await city.portal.organization();
  expect(
    rows.map(({ body }) => sayRecord(JSON.parse(body), () => "Lena Dubois", organization)),
  ).toEqual([
    `Lena Dubois made provisioning token ${made.number}.`,
    `Lena Dubois revoked provisioning token ${made.number}.`,
  ]);
  const log = await readLatestOfLog(viewer, city.portal, { personId: viewer.personId });
  const token = `provisioning token ${made.number}, “Okta”`;
  expect(log.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
    `Lena Dubois (1012) revoked ${token}.`,
    `Lena Dubois (1012) made ${token}.`,
  ]);
});

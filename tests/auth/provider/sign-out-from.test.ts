import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import type { Provider } from "#app/auth/provider/provider.ts";
import { readToken } from "#app/auth/provider/read-token.ts";
import { signInFrom } from "#app/auth/provider/sign-in-from.ts";
import { takeVisit } from "#app/auth/provider/visit.ts";
import { passSecondFactor } from "#app/auth/second-factor/pass.ts";
import { codeOf } from "#tests/support/code-of.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import {
  type HandMadeProvider,
  sign,
  startHandMadeProvider,
} from "#tests/support/hand-made-provider.ts";
import { httpPortal } from "#tests/support/http-portal.ts";
import { offer, sendOff, signInWith } from "#tests/support/providers.ts";

const { city, at } = httpPortal();
const mara = { sub: "mara", employee_number: "1006" };
const event = "http://schemas.openid.net/event/backchannel-logout";
let there: HandMadeProvider;
let provider: Provider;
let tokens = 0;

beforeEach(async () => {
  await city.database.owner`update provider_links set ended_at = linked_at, ended_by = (
    select id from people where handle = '1012') where ended_at is null`;
  await city.database.owner`delete from sessions`;
  there = await startHandMadeProvider(() => city.portal.now());
  provider = there.provider();
  await offer(city.portal, provider);
});

const seconds = () => Math.floor(city.portal.now().getTime() / 1000);

/** What a provider says when somebody signs out there. */
const signedOut = (claims: Record<string, unknown> = {}) => ({
  ...{ iss: there.issuer, aud: "signpost", jti: `token ${++tokens}`, sub: "mara" },
  ...{ iat: seconds(), exp: seconds() + 120, events: { [event]: {} } },
  ...claims,
});

/** As a provider sends it: no Origin, no cookie. */
const send = (body: BodyInit | null, path = "/sign-in/with/city/signed-out") =>
  fetch(at(path), { method: "POST", body, redirect: "manual" });

const sendToken = (token: string) => send(new URLSearchParams({ logout_token: token }));
const say = async (claims: Record<string, unknown> = {}) =>
  sendToken(await sign(signedOut(claims), there.keys, { typ: "logout+jwt" }));

const come = (claims: Record<string, unknown> = mara) =>
  signInWith(city.portal, provider, (address) => there.signIn(address, claims));

const open = async () => {
  const rows = await city.database.owner`
    select p.handle, s.method from sessions s join people p on p.id = s.person_id order by 1, 2`;
  return rows.map(({ handle, method }) => `${handle} ${method}`);
};

test("whoever signs out there is signed out here, wherever they came by that account, and the ledger says so", async () => {
  await come();
  await come();
  await come({ sub: "dale", employee_number: "1007" });
  const { personId } = await city.viewer("1006");
  await city.portal.sessions.start(personId, { method: "password", withSecondFactor: false });

  const answer = await say();

  expect(answer.status).toBe(200);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(await answer.text()).toBe("");
  expect(await open()).toEqual(["1006 password", "1007 provider"]);
  const records = await city.database.owner`
    select about, body::json -> 'facts' as facts from ledger_records
    where act = 'sign-out-from-provider'`;
  expect(records).toMatchObject([{ about: personId, facts: { provider: "city", sessions: 2 } }]);
  expect(JSON.stringify(records)).not.toContain("mara");
});

test("of several sessions the one named ends, and one that does not say which it is", async () => {
  await come({ ...mara, sid: "desk" });
  await come({ ...mara, sid: "phone" });
  await come(mara);

  expect((await say({ sid: "desk" })).status).toBe(200);

  const left = await city.database.owner`select sid_hash from sessions`;
  expect(left).toHaveLength(1);
  expect(left[0]?.sid_hash).toMatch(/^[0-9a-f]{64}$/);
  expect((await say({ sub: undefined, sid: "phone" })).status).toBe(200);
  expect(await open()).toEqual([]);
});

test("a session named by itself ends no other, and none of another account that is named alike", async () => {
  await come({ ...mara, sid: "desk" });
  await come({ sub: "dale", employee_number: "1007" });

  expect((await say({ sub: undefined, sid: "another" })).status).toBe(200);
  expect((await say({ sub: "dale", sid: "desk" })).status).toBe(200);

  expect(await open()).toEqual(["1006 provider"]);
});

test("after a second step here the session is still the one of there", async () => {
  const jesse = { sub: "jesse", employee_number: "1009", sid: "desk" };
  await come(jesse);
  const { secret } = await enrolAppOf(await city.viewer("1009"), city.portal);
  const now = city.portal.now();
  city.at(new Date(now.getTime() + 60_000));
  const came = await come(jesse);
  const cookie = "setCookie" in came ? came.setCookie.split(";")[0] : "";
  const { half } = await city.portal.sessions.signedInBy(cookie ?? "");
  if (!half) throw new Error("Nobody is half signed in.");
  const code = codeOf(secret, city.portal.now());
  expect(await passSecondFactor(half, city.portal, { by: "code", code })).toHaveProperty(
    "setCookie",
  );

  expect(await open()).toContain("1009 provider");

  await say({ sub: undefined, sid: "desk" });
  city.at(now);

  expect(await open()).not.toContain("1009 provider");
});

test("who signs out there while on the way in is not let in, and afterwards is", async () => {
  const { address, cookie } = await sendOff(city.portal, provider);
  const search = there.signIn(address, { ...mara, sid: "desk" });
  const visit = await takeVisit(city.portal, provider, { state: search.get("state"), cookie });
  if (!visit) throw new Error("Nobody was sent off.");
  const shown = await readToken(city.portal, provider, visit, search);
  if ("refused" in shown) throw new Error(shown.refused);

  expect((await say({ sid: "desk" })).status).toBe(200);

  expect(await signInFrom(city.portal, provider, shown, null)).toMatchObject({
    status: 403,
    refused: expect.stringContaining("said meanwhile that you signed out there"),
  });
  expect(await open()).toEqual([]);
  expect(await come({ ...mara, sid: "desk again" })).toHaveProperty("setCookie");
});

describe("a token ends nothing", () => {
  test.each<[string, Record<string, unknown>]>([
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["for another client", { aud: "another" }],
    ["with a nonce, as one to sign in by has", { nonce: "n" }],
    ["with an empty nonce", { nonce: null }],
    ["without an event", { events: undefined }],
    ["of another event", { events: { "http://schemas.openid.net/event/other": {} } }],
    ["with an event that is no object", { events: { [event]: true } }],
    ["that names nobody", { sub: undefined }],
    ["that names something that is no name", { sub: { is: "mara" } }],
    ["with a character no database keeps", { sub: "mara\u0000" }],
    ["with half a character", { sid: "\ud800" }],
    ["without a number of its own", { jti: undefined }],
    ["without a time", { iat: undefined }],
    ["more than five minutes old", { iat: 1, exp: undefined }],
    ["that is over", { exp: 1 }],
    ["from a clock five minutes fast", { iat: 4_000_000_000 }],
  ])("%s", async (_, claims) => {
    await come();

    const answer = await say(claims);

    expect(answer.status).toBe(400);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
    expect(await open()).toEqual(["1006 provider"]);
  });

  test("six minutes after it was made, and one a minute after does", async () => {
    await come();
    expect((await say({ iat: seconds() - 360, exp: undefined })).status).toBe(400);
    expect(await open()).toHaveLength(1);
    expect((await say({ iat: seconds() - 60, exp: undefined })).status).toBe(200);
    expect(await open()).toEqual([]);
  });

  test("signed by another key, by no key, or by the secret of the portal", async () => {
    await come();
    const others = await generateKeyPair("RS256");
    const secret = new TextEncoder().encode(provider.clientSecret?.padEnd(32) ?? "");
    for (const token of [
      await sign(signedOut(), others),
      new UnsecuredJWT(signedOut()).encode(),
      await new SignJWT(signedOut()).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(secret),
      (await sign(signedOut(), there.keys)).replace(/\.[^.]*$/, "."),
      "a.b.c",
      "",
    ]) {
      expect((await sendToken(token)).status).toBe(400);
    }
    expect(await open()).toEqual(["1006 provider"]);
  });

  test("a second time, also when both come at once", async () => {
    const token = await sign(signedOut(), there.keys);
    const both = await Promise.all([sendToken(token), sendToken(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const now = city.portal.now();
    city.at(new Date(now.getTime() + 2000));
    await come();

    const again = await sendToken(token);
    city.at(now);

    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({
      error_description: expect.stringContaining("used already"),
    });
    expect(await open()).toEqual(["1006 provider"]);
  });

  test("that is none, or no form at all", async () => {
    await come();
    expect((await send(new URLSearchParams({ token: "x" }))).status).toBe(400);
    expect((await send(null)).status).toBe(400);
    expect((await send(JSON.stringify({ logout_token: "x" }))).status).toBe(415);
    expect((await sendToken("x".repeat(200_000))).status).toBe(413);
    expect(await open()).toEqual(["1006 provider"]);
  });

  test("at another provider than the one that made it, at an address spelled otherwise, or while its keys are away", async () => {
    await come();
    const token = await sign(signedOut(), there.keys);
    const form = new URLSearchParams({ logout_token: token });
    expect((await send(form, "/sign-in/with/another/signed-out")).status).toBe(404);
    expect((await send(form, "/sign-in/with/city/signed-out/")).status).toBe(403);
    expect((await send(form, "/sign-in/with/%63ity/signed-out")).status).toBe(403);
    expect((await send(form, "/sign-out")).status).toBe(403);
    there.instead.set("/keys", { status: 500, body: {} });
    expect((await sendToken(token)).status).toBe(400);
    there.instead.delete("/keys");
    expect(await open()).toEqual(["1006 provider"]);
    expect((await sendToken(token)).status).toBe(200);
  });
});

test("of what a provider said nothing is kept in plain, and after minutes nothing at all", async () => {
  await say({ sub: "the account", sid: "the session", jti: "the token" });
  const kept = await city.database.owner`select * from provider_sign_outs`;
  expect(JSON.stringify(kept)).not.toMatch(/the (account|session|token)/);

  const now = city.portal.now();
  city.at(new Date(now.getTime() + 10 * 60_000));
  await say({ sub: "another" });
  city.at(now);

  expect(await city.database.owner`select * from provider_sign_outs`).toHaveLength(1);
});

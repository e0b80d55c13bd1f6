import { beforeEach, describe, expect, test } from "vitest";
import type { Provider } from "#app/auth/provider/provider.ts";
import { beginVisit } from "#app/auth/provider/visit.ts";
import { type HandMadeProvider, startHandMadeProvider } from "#tests/support/hand-made-provider.ts";
import { testPortal } from "#tests/support/portal.ts";
import { offer, sendOff, signInWith } from "#tests/support/providers.ts";

const city = testPortal();
const errand = { to: "/", isAnew: false, statementId: null };
const discovery = "/.well-known/openid-configuration";
let there: HandMadeProvider;
let provider: Provider;

beforeEach(async () => {
  city.portal.log.level = "error";
  there = await startHandMadeProvider(() => city.portal.now());
  provider = there.provider();
  await offer(city.portal, provider);
});

const begin = () => beginVisit(city.portal, provider, errand, null);
const away = { status: 503, refused: expect.stringContaining("does not answer") };
const notTrusted = { status: 502, refused: expect.stringContaining("cannot trust") };

test("somebody is sent off with a challenge, a state and a nonce of their own", async () => {
  const [one, other] = [await sendOff(city.portal, provider), await sendOff(city.portal, provider)];

  const query = new URL(one.address).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    ...{ client_id: "signpost", response_type: "code", code_challenge_method: "S256" },
    redirect_uri: "http://127.0.0.1:3000/sign-in/from/city",
  });
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(query.get(name)).toMatch(/^[\w-]{43}$/);
    expect(query.get(name)).not.toBe(new URL(other.address).searchParams.get(name));
  }
  const kept = await city.database.owner`select * from provider_visits`;
  expect(JSON.stringify(kept)).not.toContain(query.get("state"));
  expect(JSON.stringify(kept)).not.toContain(one.cookie.split("=")[1]);
});

test("the cookie stands for signing in alone, and no script reads it", async () => {
  const begun = await begin();
  expect(begun).toHaveProperty(
    "setCookie",
    expect.stringMatching(/; Path=\/sign-in; Max-Age=900; HttpOnly; SameSite=Lax$/),
  );
});

test("a provider publishes what it is once, however many press its button", async () => {
  await Promise.all(Array.from({ length: 5 }, begin));
  await begin();
  expect(there.asked).toEqual([`GET ${discovery}`]);
});

describe("without hanging", () => {
  test("a provider that is down is said to be, and comes back by itself", async () => {
    const { issuer } = there;
    await there.stop();
    expect(await begin()).toMatchObject(away);

    await startHandMadeProvider(() => city.portal.now(), Number(new URL(issuer).port));
    expect(await begin()).toHaveProperty("address");
  });

  test("one that never answers is given up within six seconds", async () => {
    there.instead.set(discovery, "never");
    const began = performance.now();

    expect(await begin()).toMatchObject(away);

    expect(performance.now() - began).toBeLessThan(6000);
  }, 10_000);

  test("one that never gives a token is given up too", async () => {
    there.instead.set("/token", "never");
    const began = performance.now();

    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, { employee_number: "1006" }),
    );

    expect(refused).toMatchObject(away);
    expect(performance.now() - began).toBeLessThan(6000);
  }, 10_000);

  test.each([
    ["an error of its own", discovery, { status: 500, body: {} }, away],
    ["a page in place of its discovery", discovery, { body: "<html>" }, notTrusted],
    ["a discovery that is a list", discovery, { body: [] }, notTrusted],
    ["a discovery without end", discovery, { body: "x".repeat(300_000) }, notTrusted],
  ])("one that answers with %s", async (_, path, answer, refusal) => {
    there.instead.set(path, answer);
    expect(await begin()).toMatchObject(refusal);
  });

  test.each([
    ["keys without end", "/keys", { body: "x".repeat(300_000) }],
    [
      "keys that are none",
      "/keys",
      { body: { keys: [{ kty: "RSA", kid: "one", n: "!", e: "?" }] } },
    ],
    ["no token", "/token", { body: { access_token: "x", token_type: "Bearer" } }],
    [
      "something that is no token",
      "/token",
      { body: { access_token: "x", token_type: "Bearer", id_token: "a.b.c" } },
    ],
    ["a way elsewhere in place of a token", "/token", { status: 302, body: {} }],
  ])("one that gives %s", async (_, path, answer) => {
    there.instead.set(path, answer);
    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, { employee_number: "1006" }),
    );
    expect(refused).toMatchObject(notTrusted);
  });

  test("one that does not know the portal's secret", async () => {
    there.instead.set("/token", { status: 401, body: { error: "invalid_client" } });
    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, { employee_number: "1006" }),
    );
    expect(refused).toMatchObject({ refused: expect.stringContaining("by the secret it has") });
  });
});

describe("a discovery that lies is not followed", () => {
  test.each([
    ["about its own name", { issuer: "https://elsewhere.example" }],
    ["about its own name by a slash", { issuer: "slash" }],
    [
      "with a page for people that is not safe",
      { authorization_endpoint: "http://198.51.100.7/a" },
    ],
    ["with a page that is a script", { authorization_endpoint: "javascript:alert(1)" }],
    ["with a token endpoint that is not safe", { token_endpoint: "http://198.51.100.7/token" }],
    ["with keys that are not safe", { jwks_uri: "ftp://198.51.100.7/keys" }],
    ["with a name and password in an address", { token_endpoint: "https://a:b@c.example/token" }],
    ["without a token endpoint", { token_endpoint: undefined }],
    ["with no signature the portal can check", { id_token_signing_alg_values_supported: ["none"] }],
  ])("%s", async (_, says) => {
    Object.assign(there.says, says);
    if (there.says.issuer === "slash") there.says.issuer = `${there.issuer}/`;
    expect(await begin()).toMatchObject(notTrusted);
    expect(await city.database.owner`select from provider_visits where provider = 'lying'`).toEqual(
      [],
    );
  });

  test("but endpoints on another host are its own business", async () => {
    there.says.token_endpoint = "https://tokens.example/token";
    expect(await begin()).toHaveProperty("address");
  });
});

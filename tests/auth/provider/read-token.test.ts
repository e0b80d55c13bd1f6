import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { type Provider, redirectUri } from "#app/auth/provider/provider.ts";
import {
  type HandMadeProvider,
  sign,
  startHandMadeProvider,
} from "#tests/support/hand-made-provider.ts";
import { testPortal } from "#tests/support/portal.ts";
import { comeBack, offer, sendOff, signInWith } from "#tests/support/providers.ts";

const city = testPortal();
const mara = { employee_number: "1006" };
let there: HandMadeProvider;
let provider: Provider;

beforeEach(async () => {
  city.portal.log.level = "error";
  there = await startHandMadeProvider(() => city.portal.now());
  provider = there.provider();
  await offer(city.portal, provider);
});

const inSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
const now = () => inSeconds(city.portal.now());
const notTrusted = /gave an answer that the portal cannot trust/;

describe("a token is refused", () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["with another nonce", { nonce: "another" }, notTrusted],
    ["without a nonce", { nonce: undefined }, notTrusted],
    ["for another client", { aud: "another-client" }, notTrusted],
    ["for several clients, given to another", { aud: ["signpost", "b"], azp: "b" }, notTrusted],
    ["of another issuer", { iss: "https://elsewhere.example" }, notTrusted],
    ["without a subject", { sub: undefined }, notTrusted],
    ["that is over", { iat: 1_700_000_000, exp: 1_700_000_300 }, /clocks/],
  ])("%s", async (_, claims, sentence) => {
    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, { ...mara, ...claims }),
    );

    expect(refused).toMatchObject({ refused: expect.stringMatching(sentence) });
    expect(refused).not.toHaveProperty("setCookie");
  });

  test("signed by another key, even under the name of the right one", async () => {
    const others = await generateKeyPair("RS256");
    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, mara, { make: (claims) => sign(claims, others) }),
    );
    expect(refused).toMatchObject({ refused: expect.stringMatching(notTrusted) });
  });

  test("that is not signed, also where the provider says it signs nothing", async () => {
    const unsigned = { make: (claims: object) => new UnsecuredJWT({ ...claims }).encode() };
    const come = () =>
      signInWith(city.portal, provider, (address) => there.signIn(address, mara, unsigned));
    expect(await come()).toMatchObject({ refused: expect.stringMatching(notTrusted) });

    there.says.id_token_signing_alg_values_supported = ["none", "RS256"];
    await offer(city.portal, provider);
    expect(await come()).toMatchObject({ refused: expect.stringMatching(notTrusted) });
  });

  test("signed with the public key, or the client's secret, as if it were a password", async () => {
    there.says.id_token_signing_alg_values_supported = ["HS256", "RS256"];
    await offer(city.portal, provider);
    const publicKey = await exportSPKI(there.keys.publicKey);
    for (const secret of [publicKey, provider.clientSecret ?? ""]) {
      const refused = await signInWith(city.portal, provider, (address) =>
        there.signIn(address, mara, {
          make: (claims) =>
            new SignJWT(claims as never)
              .setProtectedHeader({ alg: "HS256" })
              .sign(new TextEncoder().encode(secret.padEnd(32))),
        }),
      );
      expect(refused).toMatchObject({ refused: expect.stringMatching(notTrusted) });
    }
  });

  test.each([
    ["five minutes slow", -300, "exp"],
    ["five minutes fast", 300, "iat"],
  ])("of a provider whose clock is %s", async (_, seconds) => {
    const refused = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, { ...mara, iat: now() + seconds, exp: now() + seconds + 240 }),
    );
    expect(refused).toMatchObject({ status: 502, refused: expect.stringContaining("clocks") });
  });
});

test("clocks may be half a minute apart", async () => {
  for (const seconds of [-25, 25]) {
    const claims = { ...mara, iat: now() + seconds, exp: now() + seconds + 60 };
    const done = await signInWith(city.portal, provider, (address) =>
      there.signIn(address, claims),
    );
    expect(done).toHaveProperty("setCookie");
  }
});

describe("who comes back is refused", () => {
  const begunElsewhere = {
    status: 400,
    refused: expect.stringContaining("not begun in this browser"),
  };

  test("with a state from another browser, which is not used up by it", async () => {
    const own = await sendOff(city.portal, provider);
    const other = await sendOff(city.portal, provider);
    const search = there.signIn(own.address, mara);

    expect(await comeBack(city.portal, provider, { search, cookie: other.cookie })).toMatchObject(
      begunElsewhere,
    );
    expect(await comeBack(city.portal, provider, { search, cookie: "" })).toMatchObject(
      begunElsewhere,
    );
    expect(await comeBack(city.portal, provider, { search, cookie: own.cookie })).toHaveProperty(
      "subject",
    );
  });

  test("a second time with the same address", async () => {
    const { address, cookie } = await sendOff(city.portal, provider);
    const search = there.signIn(address, mara);

    const both = await Promise.all(
      [1, 2].map(() => comeBack(city.portal, provider, { search, cookie })),
    );

    expect(both.filter((one) => "subject" in one)).toHaveLength(1);
    expect(both).toContainEqual(expect.objectContaining(begunElsewhere));
  });

  test("with the code of another sign-in put into their own", async () => {
    const own = await sendOff(city.portal, provider);
    const stolen = there.signIn((await sendOff(city.portal, provider)).address, mara);
    const search = there.signIn(own.address, mara);
    search.set("code", stolen.get("code") ?? "");

    expect(await comeBack(city.portal, provider, { search, cookie: own.cookie })).toMatchObject({
      refused: expect.stringContaining("works once"),
    });
  });

  test("after more than fifteen minutes", async () => {
    const began = city.portal.now();
    const { address, cookie } = await sendOff(city.portal, provider);
    const search = there.signIn(address, mara);
    city.at(new Date(began.getTime() + 901_000));

    const refused = await comeBack(city.portal, provider, { search, cookie });

    city.at(began);
    expect(refused).toMatchObject(begunElsewhere);
  });

  test("from another provider than they went to, by address or by name", async () => {
    const other = await startHandMadeProvider(() => city.portal.now());
    const elsewhere = other.provider({ id: "elsewhere", label: "Elsewhere" });
    await offer(city.portal, provider, elsewhere);
    const sent = await sendOff(city.portal, provider);

    const search = there.signIn(sent.address, mara);
    expect(await comeBack(city.portal, elsewhere, { ...sent, search })).toMatchObject(
      begunElsewhere,
    );
    search.set("iss", other.issuer);
    expect(await comeBack(city.portal, provider, { ...sent, search })).toMatchObject({
      refused: expect.stringMatching(notTrusted),
    });
    expect(other.asked.filter((one) => one.includes("/token"))).toEqual([]);
    expect(there.asked.filter((one) => one.includes("/token"))).toEqual([]);
    expect(redirectUri("https://portal.example", provider)).not.toBe(
      redirectUri("https://portal.example", elsewhere),
    );
  });

  test.each([
    ["access_denied", /did not finish signing in/],
    ["server_error", /does not answer/],
    ["<script>", /did not finish signing in/],
  ])("with the provider's own refusal %s, in words", async (error, sentence) => {
    const { address, cookie } = await sendOff(city.portal, provider);
    const state = new URL(address).searchParams.get("state") ?? "";
    const search = new URLSearchParams({ error, error_description: "x", state, iss: there.issuer });

    const refused = await comeBack(city.portal, provider, { search, cookie });

    expect(refused).toMatchObject({ refused: expect.stringMatching(sentence) });
    expect(JSON.stringify(refused)).not.toContain("script");
  });
});

describe("signing in anew", () => {
  const anew = async (claims: Record<string, unknown>) => {
    const { address, cookie } = await sendOff(city.portal, provider, { isAnew: true });
    const search = there.signIn(address, { ...mara, ...claims });
    return { address, shown: await comeBack(city.portal, provider, { search, cookie }) };
  };

  test("is asked for, and is told by the moment the provider gives", async () => {
    const { address, shown } = await anew({ auth_time: now() });

    expect(address).toContain("prompt=login");
    expect(address).toContain("max_age=0");
    expect(shown).toMatchObject({ anewAt: new Date(now() * 1000) });
  });

  test.each<[string, () => unknown]>([
    ["no moment", () => undefined],
    ["a moment that is a text", () => String(now())],
    ["a moment before it was asked for", () => now() - 60],
    ["a moment to come", () => now() + 300],
  ])("is not believed with %s", async (_, auth_time) => {
    const { shown } = await anew({ auth_time: auth_time() });
    expect(shown).toHaveProperty("refused");
  });
});

import { describe, expect, test } from "vitest";
import { challengeOf, type Errand, givenFor } from "#app/auth/second-factor/challenge.ts";
import { enrolPasskey } from "#app/auth/second-factor/enrol.ts";
import { readFactors } from "#app/auth/second-factor/factors.ts";
import { wasMade } from "#app/auth/second-factor/make-passkey.ts";
import { optionsToMake, optionsToUse } from "#app/auth/second-factor/passkey-options.ts";
import { relyingPartyOf } from "#app/auth/second-factor/relying-party.ts";
import { passkeyNotShown } from "#app/auth/second-factor/take-passkey.ts";
import { signInWithPasskey } from "#app/auth/sign-in-with-passkey.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Portal } from "#app/portal.ts";
import { addMara, cookieOf, inSession } from "#tests/auth/someone.ts";
import { authenticator } from "#tests/support/authenticator.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const here = { site: "training.example.ca", origin: "https://training.example.ca" };
const portal = (): Portal => ({ ...city.portal, publicUrl: here.origin });

/** What the portal gives a browser: the challenge to sign, and the cookie that binds it. */
async function given(asking: Viewer | null, errand: Errand = "use", name = "Phone") {
  const given = await (asking && errand === "make"
    ? optionsToMake(portal(), asking, name)
    : optionsToUse(portal(), asking, errand === "make" ? "use" : errand));
  if (!given) throw new Error("There are no passkeys here.");
  const { challenge } = given.options as { challenge: string };
  return { challenge, cookie: cookieOf(given.setCookie) };
}

const brought = (cookie: string, session: string | null) => challengeOf(portal(), cookie, session);
const broughtToMake = (cookie: string, session: string) =>
  givenFor(portal(), cookie, { session, errand: "make" })?.challenge ?? null;

/** Somebody with a passkey on a device of their own. */
async function withPasskey() {
  city.at(aMonday);
  const mara: Viewer = { ...(await addMara(city.portal.db)), sessionId: "this session" };
  const device = authenticator(here);
  const { challenge, cookie } = await given(mara, "make");
  const enrolled = await enrolPasskey(await inSession(mara, portal()), portal(), {
    answer: device.make(challenge),
    challenge: broughtToMake(cookie, "this session"),
    name: "Phone",
  });
  return { mara, device, enrolled };
}

/** Signs in with what `answer` makes of a fresh challenge. */
async function signInBy(answer: (challenge: string) => string) {
  const { challenge, cookie } = await given(null);
  return signInWithPasskey(portal(), {
    answer: answer(challenge),
    challenge: brought(cookie, null),
  });
}

test("a passkey signs in by itself, and counts as a second factor", async () => {
  const { mara, device, enrolled } = await withPasskey();
  expect(enrolled).toHaveProperty("recoveryCodes.length", 10);
  const signedIn = await signInBy((challenge) => device.use(challenge));
  if ("refused" in signedIn) throw new Error(signedIn.refused);
  const { viewer } = await city.portal.sessions.signedInBy(cookieOf(signedIn.setCookie));
  expect(viewer).toMatchObject({
    personId: mara.personId,
    method: "passkey",
    hasSecondFactor: true,
  });
  const { passkeys } = await readFactors(mara, city.portal.db);
  expect(passkeys).toMatchObject([{ name: "Phone", lastUsedOn: "2026-11-23" }]);
});

describe("a passkey is not accepted", () => {
  test.each([
    ["for another site", { site: "elsewhere.example.ca" }],
    ["from another origin", { origin: "https://training.example.ca.evil.example" }],
    ["from the same site without https", { origin: "http://training.example.ca" }],
    ["without a finger, a face or a PIN", { isVerified: false }],
  ])("%s", async (_, bent) => {
    const { device } = await withPasskey();
    expect(await signInBy((challenge) => device.use(challenge, bent))).toEqual({
      refused: passkeyNotShown,
    });
    expect(await signInBy((challenge) => device.use(challenge))).toHaveProperty("setCookie");
  });

  test("for a challenge of another session or another browser", async () => {
    const { mara, device } = await withPasskey();
    const theirs = await given(mara);
    expect(brought(theirs.cookie, null)).toBeNull();
    expect(brought(theirs.cookie, "another session")).toBeNull();
    expect(await signInBy(() => device.use(theirs.challenge))).toHaveProperty("refused");
  });

  test("for a challenge that was given for something else", async () => {
    const { mara } = await withPasskey();
    const session = "this session";
    const errands: Errand[] = ["make", "use", "acknowledge"];
    for (const errand of errands) {
      const { cookie } = await given(mara, errand);
      for (const other of errands) {
        const found = givenFor(portal(), cookie, { session, errand: other });
        expect(found !== null).toBe(other === errand);
      }
    }
  });

  test("for a challenge that somebody made up or changed", async () => {
    const { cookie } = await given(null);
    expect(brought("signpost-passkey=e30", null)).toBeNull();
    expect(brought(`${cookie.slice(0, -3)}AAA`, null)).toBeNull();
    expect(brought("", null)).toBeNull();
  });

  test("after five minutes", async () => {
    await withPasskey();
    const { cookie } = await given(null);
    city.at(new Date(aMonday.getTime() + 300_000));
    expect(brought(cookie, null)).not.toBeNull();
    city.at(new Date(aMonday.getTime() + 300_001));
    expect(brought(cookie, null)).toBeNull();
  });

  test("a second time for one challenge, also at the same moment", async () => {
    const { device } = await withPasskey();
    const { challenge, cookie } = await given(null);
    const shown = { answer: device.use(challenge), challenge: brought(cookie, null) };
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => signInWithPasskey(portal(), shown)),
    );
    expect(answers.filter((answer) => "setCookie" in answer)).toHaveLength(1);
    expect(await signInWithPasskey(portal(), shown)).toHaveProperty("refused");
  });

  test("signed by another device under its name", async () => {
    const { device } = await withPasskey();
    const forger = authenticator(here);
    const named = (challenge: string) => {
      const { id, rawId } = JSON.parse(device.use(challenge));
      return JSON.stringify({ ...JSON.parse(forger.use(challenge)), id, rawId });
    };
    expect(await signInBy(named)).toEqual({ refused: passkeyNotShown });
  });

  test("whose counter goes back, and the ledger says so", async () => {
    const { mara, device } = await withPasskey();
    await signInBy((challenge) => device.use(challenge, { counter: 40 }));
    for (const counter of [40, 39, 0]) {
      expect(await signInBy((challenge) => device.use(challenge, { counter }))).toHaveProperty(
        "refused",
      );
    }
    expect(await signInBy((challenge) => device.use(challenge, { counter: 41 }))).toHaveProperty(
      "setCookie",
    );
    const records = await city.database.owner`
      select body from ledger_records where about = ${mara.personId} and act = 'refuse-passkey'`;
    const counters = records.map(({ body }) => JSON.parse(body).facts.counter);
    expect(counters.toSorted()).toEqual([0, 39, 40]);
  });

  test("that never counts is accepted each time", async () => {
    const { device } = await (async () => {
      const mara: Viewer = { ...(await addMara(city.portal.db)), sessionId: "s" };
      const device = authenticator(here);
      const { challenge, cookie } = await given(mara, "make");
      const answer = device.make(challenge, { counter: 0 });
      await enrolPasskey(await inSession(mara, portal()), portal(), {
        ...{ answer, challenge: broughtToMake(cookie, "s"), name: "Key" },
      });
      return { device };
    })();
    const use = () => signInBy((challenge) => device.use(challenge, { counter: 0 }));
    expect(await use()).toHaveProperty("setCookie");
    expect(await use()).toHaveProperty("setCookie");
  });

  test("of somebody whose employment is over", async () => {
    const { mara, device } = await withPasskey();
    await city.database.owner`
      update employments set superseded_at = now() where person_id = ${mara.personId}`;
    expect(await signInBy((challenge) => device.use(challenge))).toEqual({
      refused: passkeyNotShown,
    });
  });

  test.each([
    "",
    "no JSON",
    "{}",
    "[]",
    "null",
    '{"id":"a","rawId":"a","type":"public-key","response":{}}',
    '{"id":"\\u0000","rawId":"\\u0000","type":"public-key","response":{}}',
  ])("that is no answer of a browser: %s", async (answer) => {
    expect(await signInBy(() => answer)).toEqual({ refused: passkeyNotShown });
  });
});

test("a passkey is made for this site, with a finger, a face or a PIN, and for this session's challenge", async () => {
  const mara: Viewer = { ...(await addMara(city.portal.db)), sessionId: "this session" };
  const make = async (bent: object, session = "this session") => {
    const { challenge, cookie } = await given(mara, "make");
    return enrolPasskey(await inSession(mara, portal()), portal(), {
      answer: authenticator(here).make(challenge, bent),
      challenge: broughtToMake(cookie, session),
      name: "Phone",
    });
  };
  for (const bent of [
    { site: "elsewhere.example.ca" },
    { origin: "https://evil.example" },
    { isVerified: false },
  ]) {
    expect(await make(bent)).toMatchObject({ status: 400 });
  }
  expect(await make({}, "another session")).toMatchObject({ status: 400 });
  expect(await make({})).toHaveProperty("setCookie");
});

test("a form that made a passkey is known when it is sent again, by whom it belongs to alone, while it opens something", async () => {
  const { mara, device } = await withPasskey();
  const other = await addMara(city.portal.db);
  const answer = device.make("of any challenge");
  const { db } = city.portal;
  expect(await wasMade(db, mara, answer)).toBe(true);
  expect(await wasMade(db, other, answer)).toBe(false);
  expect(await wasMade(db, mara, authenticator(here).make("of any challenge"))).toBe(false);
  expect(await wasMade(db, mara, "no answer")).toBe(false);
  await city.database
    .owner`update passkeys set ended_at = now() where person_id = ${mara.personId}`;
  expect(await wasMade(db, mara, answer)).toBe(false);
});

test("nobody takes over a passkey of somebody else as their own", async () => {
  const { device } = await withPasskey();
  const other: Viewer = { ...(await addMara(city.portal.db)), sessionId: "other" };
  const { challenge, cookie } = await given(other, "make");
  const answer = device.make(challenge);
  expect(
    await enrolPasskey(await inSession(other, portal()), portal(), {
      ...{ answer, challenge: broughtToMake(cookie, "other"), name: "Mine" },
    }),
  ).toMatchObject({ refused: "This passkey is known already. Make another" });
});

test("a browser that signs in is told of nobody's passkeys, and one that has begun of its own alone", async () => {
  const { mara } = await withPasskey();
  await withPasskey();
  const open = await optionsToUse(portal(), null, "use");
  expect(JSON.stringify(open?.options)).not.toContain("allowCredentials");
  const own = await optionsToUse(portal(), mara, "use");
  expect(own?.options).toHaveProperty("allowCredentials.length", 1);
});

test("passkeys are offered by name over https and on localhost, and nowhere else", () => {
  expect(relyingPartyOf("https://training.example.ca:8443")).toEqual({
    id: "training.example.ca",
    origin: "https://training.example.ca:8443",
  });
  expect(relyingPartyOf("http://localhost:3000")).not.toBeNull();
  for (const address of ["http://127.0.0.1:3000", "https://[::1]:3000", "http://example.ca"]) {
    expect(relyingPartyOf(address)).toBeNull();
  }
});

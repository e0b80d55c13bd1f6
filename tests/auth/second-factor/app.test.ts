import { expect, test } from "vitest";
import {
  prepareApp,
  readPreparedApp,
  usedCode,
  wrongCode,
} from "#app/auth/second-factor/authenticator-app.ts";
import { enrolApp } from "#app/auth/second-factor/enrol.ts";
import { passSecondFactor } from "#app/auth/second-factor/pass.ts";
import type { HalfSignedIn, Viewer } from "#app/auth/viewer.ts";
import { addMara, byPassword, cookieOf, inSession } from "#tests/auth/someone.ts";
import { codeOf } from "#tests/support/code-of.ts";
import { addedTo, dumpTables, spellingsOf } from "#tests/support/dump.ts";
import { enrolAppOf, secretOf } from "#tests/support/factors.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal({ asksForSecondFactor: true });
const seconds = (count: number) => new Date(aMonday.getTime() + count * 1000);

/** Somebody who has set up an app, and signs in by password. */
async function halfSignedIn() {
  city.at(aMonday);
  const { portal } = city;
  const mara = await addMara(portal.db);
  const { secret, recoveryCodes } = await enrolAppOf(mara, portal);
  city.at(seconds(60));
  const half = await halfOf(mara);
  return { mara, secret, recoveryCodes: recoveryCodes ?? [], half };
}

async function halfOf({ personId }: Viewer): Promise<HalfSignedIn> {
  const { sessions } = city.portal;
  const { half } = await sessions.signedInBy(cookieOf(await sessions.start(personId, byPassword)));
  if (!half) throw new Error("Nothing is owed.");
  return half;
}

const pass = (half: HalfSignedIn, code: string, by: "code" | "recovery-code" = "code") =>
  passSecondFactor(half, city.portal, { by, code });

test("an app counts only once a code of it was entered", async () => {
  const { portal } = city;
  const mara = await addMara(portal.db);
  await prepareApp(mara, portal);
  const cookie = cookieOf(await portal.sessions.start(mara.personId, byPassword));
  expect((await portal.sessions.signedInBy(cookie)).viewer).not.toBeNull();
  const before = await inSession(mara, portal);
  expect(await enrolApp(before, portal, { code: "000000" })).toEqual({
    refused: wrongCode,
    status: 400,
  });
  const app = await readPreparedApp(mara, portal);
  const code = codeOf(secretOf(app?.key ?? ""), portal.now());
  const here = await inSession(mara, portal);
  expect(await enrolApp(here, portal, { code })).toHaveProperty("setCookie");
  expect((await portal.sessions.signedInBy(cookie)).viewer).toBeNull();
});

test("the key an app reads names the City and the person, and holds 160 bits", async () => {
  const { portal } = city;
  const mara = await addMara(portal.db);
  await prepareApp(mara, portal);
  const app = await readPreparedApp(mara, portal);
  const uri = new URL(app?.uri ?? "");
  const { name } = await portal.organization();
  expect(decodeURIComponent(uri.pathname)).toContain(`${name}:${mara.handle}`);
  expect(uri.searchParams.get("issuer")).toBe(name);
  expect(secretOf(uri.searchParams.get("secret") ?? "")).toHaveLength(20);
  expect(app?.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
});

test("the present code opens, under a new session that says a second factor was shown", async () => {
  const { half, secret } = await halfSignedIn();
  const passed = await pass(half, codeOf(secret, seconds(60)));
  if ("refused" in passed) throw new Error(passed.refused);
  const { viewer } = await city.portal.sessions.signedInBy(cookieOf(passed.setCookie));
  expect(viewer).toMatchObject({ method: "password", hasSecondFactor: true });
  expect(viewer?.sessionId).not.toBe(half.sessionId);
  const left = await city.database.owner`select id from sessions where id = ${half.sessionId}`;
  expect(left).toEqual([]);
});

test("a code is refused that was used before, and one older than that", async () => {
  const { mara, half, secret } = await halfSignedIn();
  const code = codeOf(secret, seconds(60));
  expect(await pass(half, code)).toHaveProperty("setCookie");
  const again = await halfOf(mara);
  expect(await pass(again, code)).toMatchObject({ refused: usedCode });
  expect(await pass(again, codeOf(secret, seconds(30)))).toMatchObject({ refused: usedCode });
});

test("of one code entered twice at once one entry counts", async () => {
  const { half, secret } = await halfSignedIn();
  const code = codeOf(secret, seconds(60));
  const answers = await Promise.all([pass(half, code), pass(half, code), pass(half, code)]);
  expect(answers.filter((answer) => "setCookie" in answer)).toHaveLength(1);
});

test("a phone half a minute off is let in, one five minutes off is told to look at its clock", async () => {
  const slow = await halfSignedIn();
  expect(await pass(slow.half, codeOf(slow.secret, seconds(90)))).toHaveProperty("setCookie");
  for (const off of [-300, 300]) {
    const { half, secret } = await halfSignedIn();
    expect(await pass(half, codeOf(secret, seconds(60 + off)))).toEqual({
      refused: wrongCode,
      status: 400,
    });
  }
  expect(wrongCode).toContain("clock");
});

test("after five guesses the next waits, also a right one, and another person does not", async () => {
  const { half, secret } = await halfSignedIn();
  const other = await halfSignedIn();
  await Promise.all(Array.from({ length: 5 }, () => pass(half, "123 456")));
  expect(await pass(half, codeOf(secret, seconds(60)))).toMatchObject({
    status: 429,
    retryAfter: 2,
  });
  expect(await pass(other.half, codeOf(other.secret, seconds(60)))).toHaveProperty("setCookie");
});

test("a recovery code opens once, says how many are left, and is recorded without the code", async () => {
  const { mara, half, recoveryCodes } = await halfSignedIn();
  const [code = ""] = recoveryCodes;
  expect(recoveryCodes).toHaveLength(10);
  expect(await pass(half, code.toLowerCase(), "recovery-code")).toMatchObject({
    recoveryCodesLeft: 9,
  });
  expect(await pass(await halfOf(mara), code, "recovery-code")).toHaveProperty("refused");
  const [record] = await city.database.owner`
    select body from ledger_records where about = ${mara.personId} and act = 'use-recovery-code'`;
  expect(JSON.parse(record?.body).facts).toEqual({ left: 9 });
});

test("a recovery code of somebody else opens nothing", async () => {
  const { half } = await halfSignedIn();
  const { recoveryCodes } = await halfSignedIn();
  expect(await pass(half, recoveryCodes[0] ?? "", "recovery-code")).toHaveProperty("refused");
});

test("of one recovery code used twice at once one use counts", async () => {
  const { half, recoveryCodes } = await halfSignedIn();
  const use = () => pass(half, recoveryCodes[1] ?? "", "recovery-code");
  const answers = await Promise.all([use(), use(), use()]);
  expect(answers.filter((answer) => "setCookie" in answer)).toHaveLength(1);
});

test("a dump of the database holds neither the secret of an app nor a recovery code", async () => {
  const before = await dumpTables(city.database.owner);
  const { secret, recoveryCodes } = await halfSignedIn();
  const text = addedTo(before, await dumpTables(city.database.owner)).join("\n");
  const hex = Buffer.from(secret).toString("hex");
  expect(text).toContain("authenticator_apps");
  expect(text).not.toContain(hex);
  expect(text).not.toContain(Buffer.from(secret).toString("base64"));
  for (const code of recoveryCodes) {
    for (const spelled of [...spellingsOf(code), ...spellingsOf(code.replaceAll("-", ""))]) {
      expect(text).not.toContain(spelled);
    }
  }
});

test("a new app takes the place of the one before, whose secret is forgotten", async () => {
  const { mara, secret } = await halfSignedIn();
  const second = await enrolAppOf(mara, city.portal);
  expect(second.recoveryCodes).toBeNull();
  city.at(seconds(120));
  expect(await pass(await halfOf(mara), codeOf(secret, seconds(120)))).toHaveProperty("refused");
  expect(await pass(await halfOf(mara), codeOf(second.secret, seconds(120)))).toHaveProperty(
    "setCookie",
  );
  const kept = await city.database.owner`
    select id from authenticator_apps where person_id = ${mara.personId} and secret is not null`;
  expect(kept).toHaveLength(1);
});

test("somebody half signed in makes no second app", async () => {
  const { half } = await halfSignedIn();
  await prepareApp(half, city.portal);
  const app = await readPreparedApp(half, city.portal);
  const code = codeOf(secretOf(app?.key ?? ""), city.portal.now());
  expect(await enrolApp(half, city.portal, { code })).toHaveProperty("refused");
});

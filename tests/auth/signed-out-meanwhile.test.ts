import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { z } from "zod";
import { changePassword } from "#app/auth/change-password.ts";
import { forHalfSignedIn, forRole, forSignedIn } from "#app/auth/guard.ts";
import { prepareApp, readPreparedApp } from "#app/auth/second-factor/authenticator-app.ts";
import { enrolApp } from "#app/auth/second-factor/enrol.ts";
import { passSecondFactor } from "#app/auth/second-factor/pass.ts";
import { setPassword } from "#app/auth/set-password.ts";
import type { HalfSignedIn } from "#app/auth/viewer.ts";
import { line, readForm } from "#app/form.ts";
import { codeOf } from "#tests/support/code-of.ts";
import { enrolAppOf, secretOf } from "#tests/support/factors.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { addMara, byPassword, cookieOf, inSession, rightPassword } from "./someone.ts";

const city = testPortal({ asksForSecondFactor: true });

/** Their owner sets a new password. */
const takeBack = (personId: string) =>
  city.portal.db.transaction((tx) =>
    setPassword(tx, personId, {
      ...{ passwordHash: "of a new password", proof: { method: "present-password" } },
      now: city.portal.now(),
    }),
  );
const sessionsOf = (personId: string) =>
  city.database.owner`select id from sessions where person_id = ${personId}`;

async function halfOf(personId: string): Promise<HalfSignedIn> {
  const { sessions } = city.portal;
  const { half } = await sessions.signedInBy(cookieOf(await sessions.start(personId, byPassword)));
  if (!half) throw new Error("Nothing is owed.");
  return half;
}

test.each([
  ["somebody signed in", forSignedIn],
  ["the holder of a role", forRole.bind(null, "auditor")],
  ["somebody half signed in", forHalfSignedIn.bind(null, "enrolment")],
] as const)(
  "a form of %s that arrives after they were signed out is not heard",
  async (who, guard) => {
    const { personId } = await addMara(city.portal.db, {
      roles: who === "somebody signed in" ? [] : ["auditor"],
    });
    const withSecondFactor = who === "the holder of a role";
    const shown = { ...byPassword, withSecondFactor };
    const send = async (meanwhile: () => Promise<void>) => {
      const { portal } = city;
      const cookie = cookieOf(await portal.sessions.start(personId, shown));
      const { readable, writable } = new TransformStream<Uint8Array>();
      const request = new Request("http://127.0.0.1:3000/form", {
        ...{ method: "POST", body: readable, duplex: "half" },
        headers: {
          ...{ Cookie: cookie, "Content-Length": "9" },
          "Content-Type": "application/x-www-form-urlencoded",
        },
      } as RequestInit);
      const read = (visit: { request: Request }) =>
        readForm(visit.request, z.object({ name: line("Give a name") }));
      const context = { portal, clientAddress: "192.0.2.1" };
      const answer = Promise.resolve(
        guard(read as never)({ request, params: {}, context } as unknown as LoaderFunctionArgs),
      ).catch((refused: Response) => refused.headers.get("Location"));
      const writer = writable.getWriter();
      await writer.write(new TextEncoder().encode("name="));
      await meanwhile();
      await writer.write(new TextEncoder().encode("Mara"));
      await writer.close();
      return answer;
    };
    expect(await send(async () => {})).toEqual({ value: { name: "Mara" } });
    expect(await send(() => city.portal.sessions.endAll(personId))).toMatch(/^\/sign-in\?to=/);
  },
);

test("a form that made the second step, sent again, comes to where new recovery codes are made", async () => {
  const { portal } = city;
  const { personId } = await addMara(portal.db, { roles: ["auditor"] });
  const shown = { ...byPassword, withSecondFactor: true };
  const cookie = cookieOf(await portal.sessions.start(personId, shown));
  const ask = async (owes: HalfSignedIn["owes"], method: string) => {
    const url = "http://127.0.0.1:3000/sign-in/enrolment/app?to=/admin";
    const request = new Request(url, { method, headers: { Cookie: cookie } });
    const context = { portal, clientAddress: "192.0.2.1" };
    const args = { request, params: {}, context } as unknown as LoaderFunctionArgs;
    const sent = await forHalfSignedIn(owes, async () => null)(args).catch((answer) => answer);
    return sent.headers.get("Location");
  };
  expect(await ask("enrolment", "POST")).toBe("/account/second-factor?done=set-up");
  expect(await ask("enrolment", "GET")).toBe("/admin");
  expect(await ask("second-factor", "POST")).toBe("/admin");
});

test("who was half signed in when the password was taken back makes no second step", async () => {
  const { portal } = city;
  const { personId } = await addMara(portal.db, { roles: ["auditor"] });
  const half = await halfOf(personId);
  await prepareApp(half, portal);
  const app = await readPreparedApp(half, portal);
  await takeBack(personId);
  const code = codeOf(secretOf(app?.key ?? ""), portal.now());
  expect(await enrolApp(half, portal, { code })).toMatchObject({
    refused: expect.stringContaining("Sign in again"),
  });
  expect(await sessionsOf(personId)).toHaveLength(0);
  expect(
    await city.database.owner`
      select from authenticator_apps where person_id = ${personId} and confirmed_at is not null`,
  ).toHaveLength(0);
});

test("a second step shown after the password was taken back opens nothing, also at the same moment", async () => {
  const { portal } = city;
  city.at(aMonday);
  const mara = await addMara(portal.db);
  const { secret } = await enrolAppOf(mara, portal);
  for (let round = 1; round <= 6; round++) {
    const moment = new Date(aMonday.getTime() + round * 60_000);
    city.at(moment);
    const half = await halfOf(mara.personId);
    const shown = { by: "code", code: codeOf(secret, moment) } as const;
    if (round === 1) await takeBack(mara.personId);
    const [passed] = await Promise.all([
      passSecondFactor(half, portal, shown),
      takeBack(mara.personId),
    ]);
    if (round === 1) expect(passed).toHaveProperty("refused");
    expect(await sessionsOf(mara.personId)).toHaveLength(0);
  }
});

test("who was signed out elsewhere while they typed changes no password", async () => {
  const { portal } = city;
  const mara = await inSession(await addMara(portal.db, { password: rightPassword }), portal);
  await portal.sessions.endAll(mara.personId);
  expect(
    await changePassword(mara, portal, {
      ...{ presentPassword: rightPassword, newPassword: "a harbour of quiet geese" },
    }),
  ).toMatchObject({ refused: expect.stringContaining("Sign in again") });
  expect(await sessionsOf(mara.personId)).toHaveLength(0);
});

import { expect, test } from "vitest";
import { askConfirmation } from "#app/auth/confirmations/ask-confirmation.ts";
import { readOpenConfirmation } from "#app/auth/confirmations/read-confirmations.ts";
import { settleConfirmation } from "#app/auth/confirmations/settle-confirmation.ts";
import { howToReset, resetSecondFactor } from "#app/auth/second-factor/reset-of-another.ts";
import { setUp } from "#app/auth/set-up.ts";
import { codeDoesNotWork, issueSetUpCode } from "#app/auth/set-up-code.ts";
import { clockOf } from "#app/clock.ts";
import { byPassword, cookieOf } from "#tests/auth/someone.ts";
import { caseUpTo, investigator } from "#tests/support/cases.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal({ asksForSecondFactor: true });

async function codeBy(known: string) {
  const [by, ingrid] = [await city.viewer(known), await city.viewer(investigator)];
  const { today } = await clockOf(city.portal);
  const asked = { personId: ingrid.personId, by: by.personId, today, now: city.portal.now() };
  return city.portal.db.transaction((tx) => issueSetUpCode(tx, asked));
}

const useCode = (code: string) =>
  setUp(city.portal, { code, newPassword: "words of somebody else", address: "192.0.2.77" });

test("whoever is appointed to a case owes a second factor as long as there is something of it to read", async () => {
  const { sessions } = city.portal;
  const { personId } = await city.viewer(investigator);
  const owes = async () => {
    const cookie = cookieOf(await sessions.start(personId, byPassword));
    return (await sessions.signedInBy(cookie)).half?.owes ?? null;
  };
  expect(await owes()).toBeNull();
  const before = await codeBy("1002");
  if ("refused" in before) throw new Error(before.refused);
  await caseUpTo(city, "investigated");
  expect(await owes()).toBe("enrolment");

  // A code from before the appointment.
  expect(await useCode(before.code)).toMatchObject({ refused: codeDoesNotWork });
  await expect(city.database.portal`
    update set_up_codes set used_at = now()
    where person_id = ${personId} and used_at is null and withdrawn_at is null`).rejects.toMatchObject(
    { constraint_name: "set_up_codes_are_used_as_confirmed" },
  );
});

test("whoever investigates is given a new password or second factor by two people alone", async () => {
  const { portal } = city;
  const ingrid = await city.viewer(investigator);
  const [helen, lena, joanne] = [
    await city.viewer("1002"),
    await city.viewer("1012"),
    await city.viewer("1014"),
  ];
  await enrolAppOf(ingrid, portal);
  expect(await resetSecondFactor(helen, portal, ingrid.personId)).toHaveProperty("refused");
  expect(await howToReset(lena, portal.db, ingrid.personId)).toEqual({
    how: "with-a-second-person",
  });
  expect(await resetSecondFactor(lena, portal, ingrid.personId)).toHaveProperty("refused");
  await expect(city.database.portal`
    update authenticator_apps
    set ended_at = now(), ended_by = ${lena.personId}, secret = null, wrapped_key = null, wrapped_by = null
    where person_id = ${ingrid.personId}`).rejects.toMatchObject({
    constraint_name: "second_factors_are_reset_by_two",
  });
  expect(await codeBy("1002")).toHaveProperty("refused");
  expect(await codeBy("1012")).toHaveProperty("refused");

  const asked = { kind: "reset-password", personId: ingrid.personId } as const;
  expect(await askConfirmation(lena, portal, asked)).toEqual({ waits: true });
  const open = await readOpenConfirmation(joanne, portal.db, { ...asked, now: portal.now() });
  if (!open) throw new Error("Nothing waits.");
  // Who is protected so confirms nothing: only holders of a case grant do.
  expect(await settleConfirmation(ingrid, portal, open, "confirmed")).toHaveProperty("refused");
  expect(await settleConfirmation(joanne, portal, open, "confirmed")).toHaveProperty("ended");
  const issued = await codeBy("1012");
  if ("refused" in issued) throw new Error(issued.refused);
  expect(await useCode(issued.code)).toHaveProperty("setCookie");
});

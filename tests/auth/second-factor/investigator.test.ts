import { expect, test } from "vitest";
import { byPassword, cookieOf } from "#tests/auth/someone.ts";
import { caseUpTo, investigator } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal({ asksForSecondFactor: true });

test("whoever is appointed to a case owes a second factor as long as there is something of it to read", async () => {
  const { sessions } = city.portal;
  const { personId } = await city.viewer(investigator);
  const owes = async () => {
    const cookie = cookieOf(await sessions.start(personId, byPassword));
    return (await sessions.signedInBy(cookie)).half?.owes ?? null;
  };
  expect(await owes()).toBeNull();
  await caseUpTo(city, "investigated");
  expect(await owes()).toBe("enrolment");
});

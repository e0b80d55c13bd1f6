import { describe, expect, test } from "vitest";
import { revokeRole } from "#app/auth/grant.ts";
import { readGaps } from "#app/cases/gaps.ts";
import { clockOf } from "#app/clock.ts";
import { act, acts, caseUpTo, done, openTestCase, readCase } from "#tests/support/cases.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const ruth = "ruth.enns@example.net";

/** The acts nobody could do in a case, by name, with how many outside officers would close each. */
async function gaps(as: string, number: string): Promise<Record<string, string>> {
  const { kase } = await readCase(city, as, number);
  const { today } = await clockOf(city.portal);
  const found = await readGaps(city.portal.db, kase.id, today);
  return Object.fromEntries(found.map((gap) => [gap.act, gap.how.split(": ")[1] ?? gap.how]));
}

/** Somebody who could handle a case says that they have a conflict. */
async function stepAside(known: string, number: string) {
  const { personId } = await city.viewer(known);
  await done(city, known, number, { act: "shut-out", personId, choice: "declared" });
}

async function nameWitness(by: string, known: string, number: string) {
  const { personId } = await city.viewer(known);
  const said = { words: "Saw it." };
  await done(city, by, number, { act: "party-named", personId, choice: "witness", said });
}

const revoke = async (known: string, role: "hr-cases" | "outside-officer") => {
  const { personId } = await city.viewer(known);
  const asked = { personId, role, now: city.portal.now() };
  const answer = await revokeRole(await city.viewer("1012"), city.portal.db, asked);
  if ("refused" in answer) throw new Error(answer.refused);
};

const more = { one: "one more is needed", two: "2 more are needed" };

test("with two people of HR, a city manager and an outside officer nothing is missing", async () => {
  expect(await gaps("1003", await openTestCase(city))).toEqual({});
});

describe("in a City with one HR person, a city manager and an outside officer", () => {
  test("a termination can lawfully be done, the investigator coming from elsewhere", async () => {
    await revoke("1014", "hr-cases");
    const number = await caseUpTo(city, "found");
    expect(await gaps("1003", number)).toEqual({});
    await done(city, "1001", number, acts.confirm("found"));
    await done(city, "1003", number, acts.propose("termination"));
    expect(await act(city, "1003", number, acts.confirm("proposed"))).toHaveProperty("refused");
    await done(city, ruth, number, acts.confirm("proposed"));
    expect(await act(city, "1003", number, acts.issue)).toHaveProperty("refused");
    await done(city, "1001", number, acts.confirm("proposed", "as-city-manager"));
    await done(city, "1003", number, acts.issue);
    await done(city, "1003", number, acts.tellReporter);
    await done(city, "1003", number, acts.close);
    expect((await readCase(city, "1003", number)).standing.stage).toBe("closed");
  });

  test("where the HR person is a party, the city manager decides a warning, and more than that needs another outside officer", async () => {
    const number = await openTestCase(city);
    await stepAside("1003", number);
    expect(await gaps("1001", number)).toEqual({
      "Approve a suspension or a demotion": more.one,
      "Approve a termination": more.one,
    });
    await driveToReview("1001", number);
    await done(city, "1001", number, acts.propose("suspension"));
    await done(city, ruth, number, acts.confirm("proposed"));
    expect(await act(city, "1001", number, acts.issue)).toEqual({
      refused: "Wait until all approvals are there",
    });
    await done(city, "1001", number, acts.propose("written-warning"));
    await done(city, ruth, number, acts.confirm("proposed"));
    await done(city, "1001", number, acts.issue);
  });

  test("where the city manager is a party, HR and the outside officer decide a warning, and another is needed for more", async () => {
    const number = await openTestCase(city);
    await nameWitness("1003", "1001", number);
    expect(await gaps("1003", number)).toEqual({
      "Approve a suspension or a demotion": more.one,
      "Approve a termination": more.one,
    });
    await driveToReview("1003", number);
    await done(city, "1003", number, acts.propose("termination"));
    await done(city, ruth, number, acts.confirm("proposed", "as-city-manager"));
    expect(await act(city, "1003", number, acts.issue)).toHaveProperty("refused");
    await giveCaseRole(city, "omar.haddad@example.net", "outside-officer");
    expect(await gaps("1003", number)).toEqual({});
    await done(city, "omar.haddad@example.net", number, acts.confirm("proposed"));
    await done(city, "1003", number, acts.issue);
    await revoke("omar.haddad@example.net", "outside-officer");
  });

  test("where it is about the city manager, the outside officer alone is left, and the gaps say so", async () => {
    const number = await openTestCase(city, { about: "1001", by: ruth });
    expect(await gaps(ruth, number)).toEqual({
      "Agree to no action, or to dispose of the case": more.one,
      "Approve a warning": more.one,
      "Approve a suspension or a demotion": more.two,
      "Approve a termination": more.two,
    });
    const { kase } = await readCase(city, ruth, number);
    const [first] = await readGaps(city.portal.db, kase.id, "2026-11-23");
    expect(first).toEqual({
      act: "Agree to no action, or to dispose of the case",
      why: "It takes two people besides the investigator, and one is left who could",
      how: "Ask an administrator to grant somebody from outside the role Outside officer: one more is needed",
    });
    await done(city, ruth, number, acts.triage("no-action"));
    expect(await act(city, ruth, number, acts.confirm("triaged"))).toEqual({
      refused: "A second person does this: not who asked for it, and no investigator",
    });
    await driveToReview(ruth, number, "1001");
    await done(city, ruth, number, acts.propose("verbal-warning"));
    expect(await act(city, ruth, number, acts.confirm("proposed"))).toHaveProperty("refused");
    expect(await act(city, ruth, number, acts.issue)).toHaveProperty("refused");
  });
});

test("where whoever handles a case investigates it, they decide nothing in it, and the gaps say who is missing", async () => {
  const number = await openTestCase(city);
  await nameWitness("1003", "1001", number);
  await done(city, "1003", number, acts.triage());
  await done(city, "1003", number, await acts.appoint(city, "1003"));
  expect(await gaps("1003", number)).toEqual({
    "Approve a warning": more.one,
    "Approve a suspension or a demotion": more.two,
    "Approve a termination": more.two,
  });
});

/** Everything from triage to a reviewed finding, investigated by Ingrid Vance. */
async function driveToReview(by: string, number: string, about = "1009") {
  const ingrid = "ingrid.vance@example.net";
  await done(city, by, number, acts.triage());
  await done(city, by, number, await acts.appoint(city, ingrid));
  await done(city, ingrid, number, acts.declare);
  await done(city, ingrid, number, await acts.allege(city, about));
  await done(city, ingrid, number, await acts.notice(city, about));
  await done(city, ingrid, number, acts.serve);
  await done(city, ingrid, number, await acts.respond(city, about));
  await done(city, ingrid, number, acts.find());
  await done(city, by, number, acts.confirm("found"));
}

import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { actOnCase } from "#app/cases/act-on-case.ts";
import { appointInvestigator } from "#app/cases/appoint-investigator.ts";
import { declare } from "#app/cases/declaration.ts";
import { openCase } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { findInvestigators } from "#app/cases/who-can-investigate.ts";
import { recordWork } from "#app/people/change-work.ts";
import {
  act,
  acts,
  caseUpTo,
  done,
  investigator,
  lastOf,
  openTestCase,
  readCase,
} from "#tests/support/cases.ts";
import { hire } from "#tests/support/directory.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const city = testPortal();
const tuesday = new Date("2026-11-24T15:30:00Z");
afterEach(() => city.at(aMonday));

const isThereFor = async (known: string, number: string) =>
  (await openCase(await city.viewer(known), city.portal, number)) !== undefined;

/** Whether somebody could be appointed; of who could not, why. */
async function whyNot(number: string, typed: string, handle: string) {
  const { kase } = await readCase(city, "1003", number);
  const people = await findInvestigators(city.portal, city.portal.db, kase, typed);
  const found = people.find((one) => one.handle === handle);
  return found ? found.whyNot : "nobody is found";
}

/** As the form does it. */
async function appoint(number: string, handle: string) {
  const { kase, file } = await readCase(city, "1003", number);
  const form = { formId: randomUUID(), seen: file.acts.length };
  return actOnCase(await city.viewer("1003"), city.portal, number, form, (hand, tx) =>
    appointInvestigator(city.portal, tx, { ...hand, kase }, { person: handle, words: "" }),
  );
}

/** What the appointed person answers. */
async function declareAs(known: string, number: string, choice: "none" | "conflict", words = "") {
  const { file } = await readCase(city, known, number);
  const form = { formId: randomUUID(), seen: file.acts.length };
  return actOnCase(await city.viewer(known), city.portal, number, form, (hand) =>
    declare(hand, { choice, isTrue: choice === "none", words }),
  );
}

async function investigated(about = "1009") {
  const number = await openTestCase(city, { about });
  await done(city, "1003", number, acts.triage());
  return number;
}

test("an investigator from outside sees the case from the appointment until it ends, and no other", async () => {
  const [number, other] = [await investigated(), await investigated()];
  expect(await isThereFor(investigator, number)).toBe(false);
  const { handle } = await city.viewer(investigator);
  expect(await appoint(number, handle)).toEqual({ done: true });
  expect(await isThereFor(investigator, number)).toBe(true);
  expect(await isThereFor(investigator, other)).toBe(false);
  await done(city, "1003", number, ({ file }) => ({
    ...{ act: "appointment-ended", about: lastOf(file, "appointed") },
    said: { words: "She moved away." },
  }));
  expect(await isThereFor(investigator, number)).toBe(false);
  expect(await act(city, investigator, number, acts.declare)).toBeUndefined();
});

describe("nobody is appointed who could not be fair, and the page says why", () => {
  test("a respondent, who works below one, and a witness", async () => {
    const number = await investigated("1004");
    expect(await whyNot(number, "Monkman", "1004")).toBe("is a respondent");
    expect(await whyNot(number, "Nadia", "1005")).toBe("works below Ray Monkman");
    expect(await whyNot(number, "1007", "1007")).toBe("works below Ray Monkman");
    expect(await whyNot(number, "Priya", "1008")).toBeNull();
    const { personId } = await city.viewer("1008");
    const named = { act: "party-named", personId, choice: "witness" } as const;
    await done(city, "1003", number, { ...named, said: { words: "She saw it." } });
    expect(await whyNot(number, "Priya", "1008")).toBe("has no part in the case");
    expect(await appoint(number, "1008")).toEqual({
      ...{ refused: "Choose somebody else: Priya Raman has no part in the case", field: "person" },
    });
  });

  test("who reported it, without saying so", async () => {
    const { personId, givenName, familyName } = await city.viewer("1010");
    const reporter = { personId, name: `${givenName} ${familyName}` };
    const subjects = [await subject(city, "1009")];
    const { report } = await fileReport(city.portal, { reporter, subjects });
    const form = { formId: randomUUID() };
    const opened = await openNewCase(await city.viewer("1003"), city.portal, report.number, form);
    if (!opened || "refused" in opened) throw new Error("It was not opened.");
    expect(await whyNot(opened.number, "Colette", "1010")).toBe("has no part in the case");
  });

  test("who reviewed a finding, and who has no sign-in yet", async () => {
    const number = await caseUpTo(city, "reviewed");
    expect(await whyNot(number, "Joanne", "1014")).toBe(
      "reviewed or decided something in the case",
    );
    const [outsider] = await city.database.owner<{ handle: string }[]>`
      insert into people (handle, given_name, family_name, is_outside, search_words, created_at)
      values ('X-00000001', 'Una', 'Nowhere', true, 'una nowhere', now()) returning handle`;
    expect(await whyNot(number, "Una", outsider?.handle ?? "")).toBe("has no sign-in yet");
  });

  test("the administrator and the auditor; appointed around the page, they see nothing all the same", async () => {
    const number = await investigated();
    const why = "grants roles or audits the portal, and so sees no case";
    expect(await whyNot(number, "Lena", "1012")).toBe(why);
    const { handle } = await city.viewer("omar.haddad@example.net");
    expect(await whyNot(number, "Omar", handle)).toBe(why);
    await done(city, "1003", number, await acts.appoint(city, "1012"));
    expect(await isThereFor("1012", number)).toBe(false);
  });

  test("who left the City is not found at all", async () => {
    const number = await investigated();
    expect(await whyNot(number, "Gord", "1013")).toBe("nobody is found");
    expect(await appoint(number, "1013")).toMatchObject({
      refused: /^Choose somebody of the list/,
    });
  });
});

test("nothing is investigated before the declaration, which keeps the words that were read", async () => {
  const number = await investigated();
  await appoint(number, (await city.viewer(investigator)).handle);
  expect(await act(city, investigator, number, await acts.allege(city, "1009"))).toEqual({
    refused: "Declare first that nothing stands between you and the case",
  });
  expect(await act(city, "1003", number, acts.declare)).toEqual({
    refused: "The investigator does this",
  });
  expect(await declareAs(investigator, number, "none")).toEqual({ done: true });
  await done(city, investigator, number, await acts.allege(city, "1009"));
  const { file } = await readCase(city, "1003", number);
  const declared = file.acts.find((one) => one.act === "declared");
  expect(declared?.said).toMatchObject({ words: /^This case is about Jesse Flett\./ });
});

test("a declared conflict shuts the investigator out at once, tells who handles the case, and lets another be asked", async () => {
  const number = await investigated();
  await appoint(number, (await city.viewer(investigator)).handle);
  city.at(new Date("2026-11-23T17:30:00Z"));
  expect(await declareAs(investigator, number, "conflict", "He is my nephew.")).toEqual({
    done: true,
  });
  expect(await isThereFor(investigator, number)).toBe(false);
  const told = await city.database.owner`
    select p.handle from notices n join people p on p.id = n.person_id
    where n.key like 'case-waiting 2026-11-23T17%' order by p.handle`;
  expect(told.map(({ handle }) => handle)).toEqual(["1003", "1014"]);
  const { file } = await readCase(city, "1003", number);
  expect(file.acts.map(({ act: name }) => name).slice(-2)).toEqual(["appointed", "shut-out"]);
  expect(file.acts.at(-1)?.said).toEqual({ words: "He is my nephew." });
  expect(await appoint(number, "1008")).toEqual({
    refused: "End the appointment of the investigator first",
  });
  await done(city, "1003", number, ({ file: read }) => ({
    ...{ act: "appointment-ended", about: lastOf(read, "appointed") },
    said: { words: "She declared a conflict." },
  }));
  expect(await whyNot(number, "Vance", (await city.viewer(investigator)).handle)).toBe(
    "has no part in the case",
  );
  expect(await appoint(number, "1008")).toEqual({ done: true });
});

test("an investigator who comes to work below a respondent is shut out at the next act", async () => {
  const hr = await city.viewer("1002");
  const personId = await hire(
    city.portal,
    { number: "7001", givenName: "Ida", familyName: "Loewen", email: "ida@example.org" },
    { fromOn: "2026-01-05", department: "Recreation" },
  );
  await city.database.owner`
    insert into credentials (person_id, password_hash, set_at)
    select ${personId}, password_hash, set_at from credentials limit 1`;
  const number = await investigated("1004");
  expect(await appoint(number, "7001")).toEqual({ done: true });
  expect(await declareAs("7001", number, "none")).toEqual({ done: true });
  await done(city, "7001", number, await acts.allege(city, "1004"));
  const moved = await recordWork(hr, city.portal, personId, {
    ...{ department: "Public Works", position: "Clerk", type: "permanent" },
    ...{ supervisor: "1005", fromOn: "2026-11-24", untilOn: null },
  });
  expect(moved).toHaveProperty("recorded");
  expect(await isThereFor("7001", number)).toBe(true);
  city.at(tuesday);
  expect(await isThereFor("7001", number)).toBe(false);
  expect(await act(city, "7001", number, await acts.notice(city, "1004"))).toBeUndefined();
  await expect(
    city.database.owner.begin(async (sql) => {
      const [kase] = await sql`select id from cases where number = ${number}`;
      await sql`
        insert into case_acts (case_id, number, act, by, acted_on, acted_at, form_id, words)
        select ${kase?.id}, max(number) + 1, 'noted', ${personId}, '2026-11-24', ${tuesday.toISOString()},
          ${randomUUID()}, 'x' from case_acts where case_id = ${kase?.id}`;
    }),
  ).rejects.toMatchObject({ constraint_name: "case_acts_are_of_those_who_may" });
});

import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chosenWords } from "#app/cases/export/chosen-words.ts";
import { partsOfName } from "#app/cases/export/parts-of-people.ts";
import { spansOf } from "#app/cases/export/sever.ts";
import { addSeverances, readSeverances, takeBackSeverance } from "#app/cases/export/severances.ts";
import { openForExport, readSeveringPage } from "#app/cases/export/severing-page.ts";
import {
  addToCase,
  askForExport,
  exportOf,
  exportVisit,
  sever,
  signAgain,
  unzip,
  verify,
} from "#tests/support/case-exports.ts";
import { acts, caseUpTo, done, investigator, readCase } from "#tests/support/cases.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const secret = "Her daughter Wilhelmina has epilepsy";

/** A case in which somebody wrote about a child, with two files and a report, all decided about. */
async function severedCase() {
  const number = await caseUpTo(city, "reviewed");
  const words = `He knew it.  ${secret}.\n\nWILHELMINA saw it too.`;
  await done(city, "1003", number, { act: "noted", said: { words } });
  await done(city, "1003", number, acts.propose("written-warning"));
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, ({ file }) => ({
    ...{ act: "issued", about: file.acts.findLast(({ act }) => act === "proposed")?.number ?? 0 },
    ...{ personId: file.respondents[0]?.id ?? "", choice: "by-hand" },
    said: {
      ...{ on: "2026-11-23", by: "Tom Baker", proof: "Signed for, beside Wilhelmina." },
      letter: { subject: "About Wilhelmina", html: `<p>${secret}</p>`, words: secret, digest: "" },
    },
  }));
  const kept = await addToCase(city, number, { name: "Wilhelmina in May.txt", bytes: "A text." });
  const left = await addToCase(city, number, { name: "doctor.txt", bytes: "From a doctor." });
  await sever(city, number, { of: "words", words: secret, ground: "safety" });
  await sever(city, number, { of: "words", words: "Wilhelmina", ground: "privacy" });
  return { number, kept, left };
}

const report = async (number: string) => {
  const [row] = await city.database.owner`
    select r.number from case_reports c join violation_reports r on r.id = c.report_id
      join cases k on k.id = c.case_id where k.number = ${number}`;
  return `report:${row?.number}`;
};

test("marked words stand in no byte of the severed copy, whose names, letters and lists say that they were removed", async () => {
  const { number, kept, left } = await severedCase();
  await sever(
    city,
    number,
    { of: "part", part: await report(number), ground: "confidential-source" },
    { of: "part", part: `evidence:${kept}`, ground: null },
    { of: "part", part: `evidence:${left}`, ground: "privacy" },
  );
  const zip = await exportOf(city, "1003", number, "severed");
  const files = await unzip(zip);
  for (const [name, bytes] of files) {
    expect(`${name}\n${bytes}`).not.toMatch(/wilhelmina|epilepsy|her daughter|circus|doctor/i);
  }
  expect(zip.toString("latin1")).not.toMatch(/wilhelmina|doctor/i);
  expect(String(files.get("evidence/001-file.txt"))).toBe("A text.");
  const letter = [...files].find(([name]) => name.endsWith("-issued.html"));
  expect(String(letter?.[1])).toContain("[removed: Safety or health; Privacy of another person]");
  const removed = JSON.parse(String(files.get("removed.json")));
  expect(removed.passages).toContainEqual({
    ...{ where: expect.stringMatching(/^Act \d+, words$/), ground: "Safety or health" },
    lengths: [secret.length],
  });
  expect(removed.left_out).toEqual([
    { what: "File 2", ground: "Privacy of another person" },
    { what: expect.stringMatching(/^Report VR-/), ground: "Given in confidence" },
  ]);
  for (const name of ["removed.html", "case.html", "README.txt"]) {
    expect(String(files.get(name)).replace(/\s+/g, " ")).toContain(
      "does not claim to have found every one",
    );
  }
  expect(await verify(city, zip)).toMatchObject({ verdict: { manifest: { kind: "severed" } } });
  const [view] = await city.database.owner`
    select v.viewing from case_views v join cases c on c.id = v.case_id where c.number = ${number}
    order by v.viewed_at desc, v.viewing desc limit 1`;
  expect(view?.viewing).toBe("severed-export");
});

test("nothing is handed out while a file or a report is undecided, and nothing is noted", async () => {
  const { number } = await severedCase();
  const answer = await askForExport(city, "1003", number, "severed");
  expect([answer.status, await answer.text()]).toEqual([
    ...[409, expect.stringMatching(/^Decide first whether report VR-.* is included/)],
  ]);
  const noted = await city.database.owner`
    select from case_views v join cases c on c.id = v.case_id
    where c.number = ${number} and v.viewing = 'severed-export'`;
  expect(noted).toHaveLength(0);
});

test("an act left out whole takes its letter, its finding and its record with it, and the rest verifies", async () => {
  const number = await caseUpTo(city, "reviewed");
  const { file } = await readCase(city, "1003", number);
  const found = file.findings[0]?.number ?? 0;
  await sever(
    city,
    number,
    { of: "part", part: await report(number), ground: "privacy" },
    { of: "part", part: `act:${found}`, ground: "not-about-applicant" },
  );
  const zip = await exportOf(city, "1003", number, "severed");
  const files = await unzip(zip);
  const kase = JSON.parse(String(files.get("case.json")));
  expect(kase.findings).toEqual([]);
  expect(kase.acts[found - 1]).toEqual({ number: found, ground: "Not about the applicant" });
  expect(files.has(`ledger/${String(found).padStart(4, "0")}.json`)).toBe(false);
  expect(await verify(city, zip)).toHaveProperty("verdict");
});

/** The files of a severed copy in which some acts are left out, and what the verifier says of it. */
async function without(number: string, ...left: number[]) {
  await sever(
    city,
    number,
    { of: "part", part: await report(number), ground: "privacy" },
    ...left.map((act) => ({ of: "part" as const, part: `act:${act}`, ground: "safety" })),
  );
  const zip = await exportOf(city, "1003", number, "severed");
  return { files: await unzip(zip), said: await verify(city, zip) };
}

test("a witness whose naming is left out stands in no list and under no name", async () => {
  const number = await caseUpTo(city, "alleged");
  const { personId, handle } = await city.viewer("1006");
  await done(city, "1003", number, {
    act: "party-named",
    personId,
    choice: "witness",
    said: { words: "Saw it." },
  });
  const { file } = await readCase(city, "1003", number);
  const { number: named = 0, person } = file.acts.at(-1) ?? {};
  await done(city, "1003", number, {
    act: "noted",
    said: { words: `Spoke with ${person?.name} again.` },
  });
  const { files, said } = await without(number, named);
  const kase = JSON.parse(String(files.get("case.json")));
  expect(kase.witnesses).toEqual([]);
  expect(kase.acts.at(-1).texts[0].words).toBe("Spoke with [removed: Safety or health] again.");
  for (const [name, bytes] of files)
    expect(`${name}\n${bytes}`).not.toMatch(new RegExp(`${person?.name}|\\b${handle}\\b`));
  expect(said).toHaveProperty("verdict");
});

test("a respondent whose naming is left out is a mark wherever they would be named", async () => {
  const number = await caseUpTo(city, "reviewed");
  const { file } = await readCase(city, "1003", number);
  const name = file.respondents[0]?.name ?? "";
  const { files, said } = await without(
    number,
    file.acts.find(({ act }) => act === "respondent-named")?.number ?? 0,
  );
  const kase = JSON.parse(String(files.get("case.json")));
  const mark = "[removed: Safety or health]";
  expect(kase.respondents).toMatchObject([{ name: mark }]);
  expect(kase.allegations).toMatchObject([{ respondent: { name: mark } }]);
  expect(kase.findings).toHaveLength(1);
  for (const [file, bytes] of files) expect(`${file}\n${bytes}`).not.toContain(name);
  expect(said).toHaveProperty("verdict");
});

test("with an allegation that is left out go its finding, the discipline that rests on it and its decision", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("written-warning"));
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1003", number, acts.issue);
  const { file } = await readCase(city, "1003", number);
  const [alleged = 0, found, proposed] = [file.allegations, file.findings, file.discipline].map(
    ([one]) => one?.number ?? 0,
  );
  const { files, said } = await without(number, alleged);
  const kase = JSON.parse(String(files.get("case.json")));
  expect([kase.allegations, kase.findings, kase.discipline]).toEqual([[], [], []]);
  const ground = "Safety or health";
  for (const gone of [alleged, found, proposed, file.acts.length])
    expect(kase.acts[(gone ?? 0) - 1]).toEqual({ number: gone, ground });
  expect(JSON.parse(String(files.get("removed.json"))).left_out).toContainEqual({
    ...{ what: `Act ${found}, as act ${alleged} is`, ground },
  });
  expect([...files.keys()].filter((name) => name.includes("-issued"))).toEqual([]);
  expect(said).toHaveProperty("verdict");
});

test("employee numbers and addresses of people stand in no severed copy", async () => {
  const number = await caseUpTo(city, "reviewed");
  await sever(city, number, { of: "part", part: await report(number), ground: "privacy" });
  const files = await unzip(await exportOf(city, "1003", number, "severed"));
  expect(String(files.get("case.json"))).not.toMatch(/"handle": "|ingrid\.vance/);
  expect(String(files.get("case.html"))).not.toContain("(1009)");
});

test("no id of a person stands in a severed copy: they have numbers of this copy, and each keeps one", async () => {
  const number = await caseUpTo(city, "reviewed");
  await sever(city, number, { of: "part", part: await report(number), ground: "privacy" });
  const zip = await exportOf(city, "1003", number, "severed");
  const files = await unzip(zip);
  const people = await city.database.owner`select id from people`;
  expect(people.length).toBeGreaterThan(10);
  for (const [name, bytes] of files) {
    for (const { id } of people) expect(`${name}\n${bytes}`).not.toContain(id);
  }
  const kase = JSON.parse(String(files.get("case.json")));
  const [respondent] = kase.respondents;
  expect(respondent.id).toBe("person-1");
  expect(kase.allegations[0].respondent).toEqual(respondent);
  const alleged = kase.acts.find(({ act }: { act: string }) => act === "alleged");
  expect([alleged.person, alleged.bound.details.respondentId]).toEqual([respondent, "person-1"]);
  expect(alleged.by.id).toMatch(/^person-[2-9]$/);
});

test("the check says of a severed copy what it cannot work out, and finds a record that is not under its seal", async () => {
  const number = await caseUpTo(city, "alleged");
  await sever(city, number, { of: "part", part: await report(number), ground: "privacy" });
  const zip = await exportOf(city, "1003", number, "severed");
  const files = await unzip(zip);
  const { acts } = JSON.parse(String(files.get("case.json")));
  expect(await verify(city, zip)).toMatchObject({
    verdict: { acts: acts.length, unbound: acts.map((one: { number: number }) => one.number) },
  });
  expect(await verify(city, await exportOf(city, "1003", number))).toMatchObject({
    verdict: { acts: acts.length, unbound: [] },
  });
  expect(String(files.get("README.txt")).replace(/\s+/g, " ")).toContain(
    "the check counts the acts of which it cannot work out that they are what the ledger recorded",
  );
  const { note, leaf, ...rest } = JSON.parse(String(files.get("ledger/0002.json")));
  expect([note, Object.keys(rest)]).toEqual([expect.stringMatching(/left out/), ["proof"]]);
  const ledger = (place: string, file: object) =>
    signAgain(city, files, (all) => all.set(place, Buffer.from(JSON.stringify(file))));
  const other = { note, leaf: "0".repeat(64), ...rest };
  expect(await verify(city, await ledger("ledger/0002.json", other))).toMatchObject({
    refused: /^Act 2 .* its seal covers\.$/,
  });
  const again = { note, leaf, ...rest };
  expect(await verify(city, await ledger("ledger/0003.json", again))).toMatchObject({
    refused: /^Act 3 .*that of an act before it\.$/,
  });
});

test("every place where a name of the case stands is listed, also a part of one, until it is removed", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, {
    act: "noted",
    said: { words: "Ask Okafor, or jesse’s mother." },
  });
  const names = async () => {
    const visit = await exportVisit(city, "1003", number);
    const hand = await openForExport(visit);
    if ("whyNot" in hand) throw new Error(hand.whyNot);
    return (await readSeveringPage(visit, hand)).namesLeft;
  };
  const { file } = await readCase(city, "1003", number);
  const [given = "", family = ""] = file.respondents[0]?.name.split(" ") ?? [];
  const before = await names();
  expect(before.map(({ found }) => found)).toEqual(
    expect.arrayContaining([`${given} ${family}`, given, family, "Tom Baker", "Ingrid Vance"]),
  );
  expect(before.find(({ found }) => found === given)?.where).toContain("The list of respondents");
  expect(before.find(({ found }) => found === given)?.where).toContain(
    `Act ${file.acts.length}, words`,
  );
  await sever(
    city,
    number,
    ...[`${given} ${family}`, given, family].map((words) => ({
      ...{ of: "words" as const, words, ground: "privacy" },
    })),
  );
  const after = (await names()).map(({ found }) => found);
  expect(after).not.toContain(given);
  expect(after).toContain("Tom Baker");
});

test("a description of somebody is looked for as one phrase, and each name says whose it is", async () => {
  const named = (name: string) => partsOfName({ name, who: "named in the report", isFree: true });
  expect(named("the man with the ice machine")).toEqual(["the man with the ice machine"]);
  expect(named("Dave from the arena")).toEqual(["Dave from the arena", "Dave"]);
  expect(named("Jo Li Okafor")).toEqual(["Jo Li Okafor", "Okafor"]);
  const number = await caseUpTo(city, "alleged");
  const visit = await exportVisit(city, "1003", number);
  const hand = await openForExport(visit);
  if ("whyNot" in hand) throw new Error(hand.whyNot);
  const { namesLeft } = await readSeveringPage(visit, hand);
  const { file } = await readCase(city, "1003", number);
  const who = (name = "") => namesLeft.find(({ found }) => found === name)?.who;
  expect(who(file.respondents[0]?.name)).toBe("respondent");
  expect(who("Tom Baker")).toBe("handles the case");
  expect(who("Ingrid Vance")).toBe("investigates the case");
});

describe("marks", () => {
  test("are kept for the next export, and taken back once", async () => {
    const number = await caseUpTo(city, "opened");
    await sever(city, number, { of: "words", words: "circus", ground: "privacy" });
    const { kase } = await readCase(city, "1003", number);
    const [mark] = await readSeverances(city.portal.db, kase);
    expect(mark).toMatchObject({ words: "circus", by: "Tom Baker", number: 1 });
    const viewer = await city.viewer("1014");
    const back = () =>
      takeBackSeverance(viewer, city.portal, kase, { formId: randomUUID(), number: 1 });
    expect(await back()).toEqual({ done: true });
    expect(await readSeverances(city.portal.db, kase)).toEqual([]);
    expect(await back()).toEqual({ refused: "Look again: this mark was taken back already" });
  });

  test("sent twice with one form are kept once", async () => {
    const number = await caseUpTo(city, "opened");
    const { kase } = await readCase(city, "1003", number);
    const [form, viewer] = [{ formId: randomUUID() }, await city.viewer("1003")];
    const mark = { of: "words" as const, words: "circus", ground: "privacy" };
    for (let time = 0; time < 2; time++)
      await addSeverances(viewer, city.portal, kase, form, [mark]);
    expect(await readSeverances(city.portal.db, kase)).toHaveLength(1);
  });

  test("are made by who handles the case: others are told so, and the database refuses them", async () => {
    const number = await caseUpTo(city, "found");
    const { kase } = await readCase(city, "1003", number);
    const viewer = await city.viewer(investigator);
    const mark = { of: "words" as const, words: "circus", ground: "privacy" };
    expect(
      await addSeverances(viewer, city.portal, kase, { formId: randomUUID() }, [mark]),
    ).toEqual({ refused: "Who handles the case makes its export" });
    const insert = (by: string, number: number) => city.portal.db.$client`
      insert into case_severances (case_id, number, form_id, by, marked_on, marked_at, words)
      values (${kase.id}, ${number}, ${randomUUID()}, ${by}, '2026-11-23', '2026-11-23T15:30:00Z', 'x')`;
    await expect(insert(viewer.personId, 1)).rejects.toThrow("for who handles the case to say");
    const { personId } = await city.viewer("1003");
    await expect(insert(personId, 2)).rejects.toThrow("stand in order");
    await insert(personId, 1);
    await expect(city.portal.db.$client`delete from case_severances`).rejects.toThrow(/denied/);
    await expect(
      city.database.owner`update case_severances set words = 'y' where case_id = ${kase.id}`,
    ).rejects.toThrow();
  });

  test("stand in no dump of the database in words", async () => {
    const number = await caseUpTo(city, "opened");
    await sever(city, number, { of: "words", words: "Wilhelmina", ground: "privacy" });
    const rows = await city.database
      .owner`select encode(words, 'escape') as words from case_severances`;
    expect(JSON.stringify(rows)).not.toContain("Wilhelmina");
  });
});

describe("words are found", () => {
  test.each([
    ["however they are spaced or capitalized", "her  Daughter", "Ask HER\ndaughter.", 1],
    ["as whole words", "Ann", "Annual leave for Ann, Ann’s and JoAnn", 2],
    ["with signs that mean something elsewhere", "a+b (c)?", "It said a+b (c)? twice: a+b (c)?", 2],
    ["not where nothing was given", "  ", "Anything", 0],
  ])("%s", (_, words, text, times) => {
    expect(spansOf(words, text)).toHaveLength(times);
  });

  test("from the first to the last of a long passage", () => {
    const text = "It began. She was ill. She stayed at home. It ended.";
    expect(chosenWords(text, { sentences: [], from: "She was", until: "at home" })).toEqual({
      passages: ["She was ill. She stayed at home"],
    });
    expect(chosenWords(text, { sentences: [], from: "She was", until: "It began" })).toMatchObject({
      field: "until",
    });
    expect(chosenWords(text, { sentences: [], from: "", until: "" })).toMatchObject({
      refused: "Tick a sentence, or paste the words to remove",
    });
    expect(chosenWords(text, { sentences: [], from: "He was", until: "" })).toMatchObject({
      refused: /these do not stand there$/,
    });
  });
});

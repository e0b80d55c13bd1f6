import { expect, test } from "vitest";
import { casePages } from "#tests/support/case-pages.ts";
import { acts, caseUpTo, done, investigator, readCase } from "#tests/support/cases.ts";

const { city, ask, send } = casePages();
const interviewsOf = async (number: string) =>
  (await readCase(city, "1003", number)).standing.of("interviewed");
const talk = {
  ...{ on: "2026-11-23", present: "Jesse Flett, his union representative, and I" },
  ...{ choice: "offered", words: "He says that his brother had the phone." },
};

test("an interview says who, when, who was present, whether representation was offered, and what was said", async () => {
  const number = await caseUpTo(city, "alleged");
  const path = `/cases/${number}/interview`;
  expect((await send(investigator, path, { ...talk, whom: "1009" })).status).toBe(303);
  expect(await interviewsOf(number)).toMatchObject([
    {
      ...{ choice: "offered", person: { handle: "1009" } },
      said: { who: "Jesse Flett", on: talk.on, present: talk.present, words: talk.words },
    },
  ]);
});

test("a respondent is interviewed without representation offered only after an exception that was agreed to", async () => {
  const number = await caseUpTo(city, "alleged");
  const path = `/cases/${number}/interview`;
  const without = () => send(investigator, path, { ...talk, whom: "1009", choice: "not-offered" });
  const refused = await without();
  expect(refused.status).toBe(409);
  expect(refused.text).toContain("Offer representation first, or ask for an exception");
  expect(refused.text).toContain(talk.words);
  await send(investigator, `/cases/${number}/except`, {
    ...{ choice: "representation", person: "1009", words: "He asked to talk at once." },
  });
  expect((await without()).status).toBe(409);
  await done(city, "1014", number, acts.confirm("excepted"));
  expect((await without()).status).toBe(303);
  expect(await interviewsOf(number)).toMatchObject([{ choice: "not-offered" }]);
});

test("somebody of the City is found by number or address, somebody else is named", async () => {
  const number = await caseUpTo(city, "alleged");
  const path = `/cases/${number}/interview`;
  const inDirectory = { ...talk, whom: "in the directory", choice: "not-offered" };
  const unknown = await send(investigator, path, { ...inDirectory, known: "4711" });
  expect(unknown.status).toBe(400);
  expect(unknown.text).toContain("Look at the number or the address");
  await send(investigator, path, { ...inDirectory, known: "Mara.Sinclair@example.org" });
  const outside = { ...talk, whom: "by name", choice: "not-offered" };
  expect((await send(investigator, path, outside)).text).toContain("Write their name");
  await send(investigator, path, { ...outside, name: "Bob of the arena" });
  const interviews = await interviewsOf(number);
  expect(interviews.map(({ person, said }) => [person?.handle ?? null, said?.who])).toEqual([
    ["1006", "Mara Sinclair"],
    [null, "Bob of the arena"],
  ]);
});

test("an interview of a day to come, without who was present or what was said, is refused", async () => {
  const number = await caseUpTo(city, "alleged");
  const path = `/cases/${number}/interview`;
  for (const [fields, sentence] of [
    [{ on: "2026-11-24" }, "Enter a day that is not after today"],
    [{ on: "2026-02-30" }, "Enter the day of the interview"],
    [{ present: "" }, "Write who was present, you included"],
    [{ words: " " }, "Write what was said"],
    [{ choice: "" }, "Choose whether representation was offered"],
    [{ whom: "1006" }, "Choose who was interviewed"],
  ] as const) {
    const refused = await send(investigator, path, { ...talk, whom: "1009", ...fields });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(sentence);
  }
  expect(await interviewsOf(number)).toEqual([]);
  const handler = await ask("1003", path);
  expect(handler.text).toContain("The investigator does this");
});

import { describe, expect, test } from "vitest";
import { casePages } from "#tests/support/case-pages.ts";
import { act, acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";

const { city, ask, send } = casePages();
const lastNotice = async (number: string) =>
  String(lastOf((await readCase(city, "1003", number)).file, "noticed"));
const stepOf = async (number: string) =>
  (await readCase(city, "1003", number)).standing.of("responded");

describe("no response", () => {
  test("is recorded after two tries and once the day has passed, not before", async () => {
    city.at(new Date("2026-11-23T15:30:00Z"));
    const number = await caseUpTo(city, "served");
    const about = await lastNotice(number);
    const path = `/cases/${number}/response?about=${about}`;
    const none = () =>
      send(investigator, path, { about, choice: "none", on: "2026-11-23", words: "" });
    const early = "Wait until the day to respond by has passed, or record the response";
    expect((await none()).text).toContain(early);
    // The day itself is theirs.
    city.at(new Date("2026-12-07T22:00:00Z"));
    expect((await none()).text).toContain(early);
    city.at(new Date("2026-12-08T15:30:00Z"));
    expect((await none()).text).toContain("Record two tries to reach the respondent first");
    const attempt = { about, on: "2026-12-08", words: "Called at home. Nobody answered." };
    for (let tries = 0; tries < 2; tries++) {
      expect((await none()).status).toBe(409);
      expect((await send(investigator, `/cases/${number}/try`, attempt)).status).toBe(303);
    }
    expect((await none()).status).toBe(303);
    expect(await stepOf(number)).toMatchObject([{ choice: "none" }]);
    expect((await none()).text).toContain("There is a response: this one was answered");
  });

  test("a try is said in words, of a day on which they had the notice", async () => {
    city.at(new Date("2026-11-23T15:30:00Z"));
    const number = await caseUpTo(city, "served");
    const about = await lastNotice(number);
    const path = `/cases/${number}/try?about=${about}`;
    const words = "Called at home.";
    for (const [fields, sentence] of [
      [{ on: "2026-11-23", words: "" }, "Write how you tried, and what came of it"],
      [{ on: "2026-11-24", words }, "Enter a day that is not after today"],
      [{ on: "2026-11-20", words }, "Enter a day on which they had the notice"],
      [{ on: "", words }, "Enter the day of the try"],
    ] as const) {
      const refused = await send(investigator, path, { about, ...fields });
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(sentence);
      if (fields.words) expect(refused.text).toContain(words);
    }
  });
});

describe("a response that came on paper", () => {
  test("is recorded in their words; of one that says nothing, nothing is", async () => {
    city.at(new Date("2026-11-23T15:30:00Z"));
    const number = await caseUpTo(city, "served");
    const about = await lastNotice(number);
    const path = `/cases/${number}/response?about=${about}`;
    const empty = { about, choice: "response", on: "2026-11-23", words: "" };
    expect((await send("1003", path, empty)).text).toContain("Write what they said");
    expect(await stepOf(number)).toEqual([]);
    await send("1003", path, { ...empty, words: "I never wrote that." });
    expect(await stepOf(number)).toMatchObject([
      {
        choice: "response",
        person: { name: "Jesse Flett" },
        said: { words: "I never wrote that." },
      },
    ]);
  });

  test("a refusal closes the step, too", async () => {
    const number = await caseUpTo(city, "served");
    const about = await lastNotice(number);
    const words = "A letter: I say nothing.";
    const refusal = { about, choice: "refusal", on: "2026-11-23", words };
    expect((await send("1003", `/cases/${number}/response`, refusal)).status).toBe(303);
    expect(await act(city, investigator, number, acts.find())).toEqual({ done: true });
  });

  test("of a respondent who left the case goes on: on paper, to its finding", async () => {
    const number = await caseUpTo(city, "served", { about: "1013" });
    const about = await lastNotice(number);
    const words = "By letter: it was my cousin.";
    const response = { about, choice: "response", on: "2026-11-23", words };
    expect((await send("1003", `/cases/${number}/response`, response)).status).toBe(303);
    await done(city, investigator, number, acts.find("not-substantiated"));
    await done(city, "1014", number, acts.confirm("found"));
    await done(city, "1003", number, await acts.inform(city, "1013"));
    expect((await readCase(city, "1003", number)).standing.uninformed).toEqual([]);
  });
});

describe("an exception", () => {
  const reason = "He threatened to remove the post if he hears of it.";

  test("deferred notice needs a day on which it is looked at again, and waits for a second person", async () => {
    city.at(new Date("2026-11-23T15:30:00Z"));
    const number = await caseUpTo(city, "alleged");
    const path = `/cases/${number}/except`;
    const fields = { choice: "notice", person: "1009", words: reason };
    const refused = await send(investigator, path, fields);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("Enter the day on which it is looked at again");
    expect(refused.text).toContain(reason);
    await send(investigator, path, { ...fields, dueOn: "2026-12-14" });
    const { standing } = await readCase(city, "1003", number);
    expect(standing.awaited).toMatchObject([
      { act: "excepted", choice: "notice", dueOn: "2026-12-14" },
    ]);
    expect(await act(city, investigator, number, acts.find())).toMatchObject({ refused: /^Give/ });
    await done(city, "1014", number, acts.confirm("excepted"));
    expect(await act(city, investigator, number, acts.find())).toEqual({ done: true });
  });

  test("from the response step, confirmed, lets a finding follow a served notice", async () => {
    const number = await caseUpTo(city, "served");
    await send("1003", `/cases/${number}/except`, {
      ...{ choice: "response", person: "1009", words: reason },
    });
    expect(await act(city, investigator, number, acts.find())).toMatchObject({
      refused: /^Record/,
    });
    await done(city, "1014", number, acts.confirm("excepted"));
    expect(await act(city, investigator, number, acts.find())).toEqual({ done: true });
  });

  test("from the review is about a finding that waits for it", async () => {
    const number = await caseUpTo(city, "answered");
    const path = `/cases/${number}/except`;
    const fields = { choice: "review", person: "1009", words: reason };
    const missing = await send(investigator, path, fields);
    expect(missing.text).toContain("Choose a finding that waits for its review");
    await done(city, investigator, number, acts.find());
    const finding = lastOf((await readCase(city, "1003", number)).file, "found");
    expect((await send(investigator, path, { ...fields, finding: `${finding}` })).status).toBe(303);
    expect((await readCase(city, "1003", number)).standing.stage).toBe("investigation");
    await done(city, "1014", number, acts.confirm("excepted"));
    expect((await readCase(city, "1003", number)).standing.stage).toBe("decision");
  });

  test("needs a reason, and somebody it is about", async () => {
    const number = await caseUpTo(city, "alleged");
    const path = `/cases/${number}/except`;
    const noReason = await send(investigator, path, { choice: "response", person: "1009" });
    expect(noReason.text).toContain("Write why this step cannot be taken");
    const nobody = { choice: "response", person: "1006", words: reason };
    expect((await send(investigator, path, nobody)).text).toContain("Choose the respondent");
    expect((await ask(investigator, path)).text).not.toContain("The review of a finding");
  });
});

import { expect, test } from "vitest";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { readOpenAssignment } from "#app/attestation/open-assignment.ts";
import type { CaseActLine, Measure } from "#app/cases/case-file.ts";
import { readEarlierDiscipline } from "#app/cases/earlier-discipline.ts";
import { findingAct } from "#app/cases/finding.ts";
import { askInform, askIssue, readOutcomeOffer } from "#app/cases/issue-decision.ts";
import { whatIsOpen } from "#app/cases/life/ending.ts";
import { askProposal, readProposalOffer } from "#app/cases/propose-discipline.ts";
import { askTraining, readRemedialTraining } from "#app/cases/remedial-training.ts";
import { approvalsNeeded } from "#app/cases/standing.ts";
import { aboutLast, inHand, send } from "#tests/support/case-forms.ts";
import { act, acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();

type Proposed = Parameters<typeof askProposal>[0];

const propose = async (number: string, changes: Partial<Proposed>, about = "1009") => {
  const { personId: person } = await city.viewer(about);
  return send(city, "1003", number, (hand) =>
    askProposal(
      {
        ...{ formId: "", seen: 0, person, measure: "written-warning", days: "", pay: "" },
        ...{ terms: "", sunset: "2028-11-23", words: "He knew the rule.", mitigating: "" },
        ...{ findings: [String(lastOf(hand.file, "found"))], aggravating: "", ...changes },
      },
      hand,
    ),
  );
};

const served = {
  choice: "by-hand",
  on: "2026-11-23",
  by: "Tom Baker",
  proof: "Signed for" as string,
} as const;

const issue = (number: string, service: Partial<typeof served> = {}) =>
  send(city, "1003", number, (hand) =>
    askIssue(city.portal, { ...aboutLast(hand, "proposed"), ...served, ...service }, hand),
  );

test("discipline follows a substantiated finding only", async () => {
  const number = await caseUpTo(city, "reviewed", { outcome: "inconclusive" });
  expect(await propose(number, {})).toMatchObject({ field: "findings" });
  expect(await act(city, "1003", number, acts.propose())).toEqual({
    refused: "Record a substantiated finding first: none waits for a decision",
  });
  const { owner } = city.database;
  await expect(
    owner`insert into discipline_grounds (case_id, number, respondent_id, finding, outcome)
      select case_id, number, respondent_id, number, 'inconclusive' from findings limit 1`,
  ).rejects.toThrow("discipline_grounds_are_substantiated");
});

test("whoever was the investigator does not propose, and neither does anybody who only decides about them", async () => {
  const number = await caseUpTo(city, "reviewed");
  expect(await act(city, investigator, number, acts.propose())).toMatchObject({
    refused: "Who handles the case does this",
  });
});

test.each<[string, Partial<Proposed>, string, string]>([
  ["nothing", { findings: [] }, "findings", "Tick at least one substantiated finding about"],
  ["a finding of none", { findings: ["1"] }, "findings", "Tick at least one"],
  ["a suspension of no days", { measure: "suspension", pay: "with" }, "days", "Enter how many"],
  ["a suspension of 400 days", { measure: "suspension", days: "400" }, "days", "Enter how many"],
  ["a suspension that does not say", { measure: "suspension", days: "3" }, "pay", "Choose whether"],
  ["a demotion to nothing", { measure: "demotion" }, "terms", "Write from which day"],
])("a proposal is refused that rests on or means %s", async (_, changes, field, refused) => {
  const number = await caseUpTo(city, "reviewed");
  expect(await propose(number, changes)).toEqual({
    ...{ field, refused: expect.stringContaining(refused) },
  });
});

test.each(Object.entries(approvalsNeeded))(
  "%s is issued after %d approvals",
  async (measure, needed) => {
    const number = await caseUpTo(city, "reviewed");
    const means = { measure: measure as Measure, days: "3", pay: "without", terms: "From Monday." };
    expect(await propose(number, means)).toEqual({ done: true });
    const second = measure === "termination" ? "as-city-manager" : "as-approver";
    for (const [who, as] of [
      ["1014", "as-approver"],
      ["1001", second],
    ].slice(0, needed)) {
      expect(await issue(number)).toEqual({ refused: "Wait until all approvals are there" });
      await done(city, who ?? "", number, acts.confirm("proposed", as));
    }
    expect(await issue(number)).toEqual({ done: true });
  },
);

test("two approvals do not make a termination where neither is the city manager’s", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("termination"));
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1001", number, acts.confirm("proposed", "as-approver"));
  expect(await issue(number)).toEqual({ refused: "Wait until all approvals are there" });
});

test("any edit is a new proposal, and voids the approvals of the one before", async () => {
  const number = await caseUpTo(city, "reviewed");
  expect(await propose(number, {})).toEqual({ done: true });
  await done(city, "1014", number, acts.confirm("proposed"));
  const hand = await inHand(city, "1003", number);
  const jesse = hand.file.respondents[0];
  const offer = await readProposalOffer(
    await city.viewer("1003"),
    city.portal,
    hand,
    jesse ?? { id: "", name: "" },
  );
  expect(offer.sunsetOn).toBe("2028-11-23");
  expect(offer.replaces).toMatchObject({
    ...{ words: "He knew the rule.", missing: null, approvals: [{ by: "Joanne Settee" }] },
  });
  expect(await propose(number, { words: "He knew the rule. It was his first." })).toEqual({
    done: true,
  });
  expect(await issue(number)).toEqual({ refused: "Wait until all approvals are there" });
});

test("the decision letter says findings in the words of the clause, the measure, the reasons and until when to grieve", async () => {
  const number = await caseUpTo(city, "reviewed");
  const means = { measure: "suspension", days: "3", pay: "without", terms: "From 1 December." };
  await propose(number, { ...means, mitigating: "Ten years of service." } as Partial<Proposed>);
  await done(city, "1014", number, acts.confirm("proposed"));
  await done(city, "1001", number, acts.confirm("proposed"));
  expect(await issue(number, { proof: "" })).toMatchObject({ field: "proof" });
  expect(await issue(number)).toEqual({ done: true });
  const { file } = await readCase(city, "1003", number);
  const said = file.acts.at(-1)?.said;
  const words = said && "letter" in said ? said.letter.words : "";
  for (const told of [
    "Substantiated. More likely than not, it happened, and it broke the clause. Section 6, third guideline (6.c): “Prohibited",
    "It is about what was posted on 16 November 2026.",
    "Suspension of 3 calendar days, without pay. From 1 December. It counts as earlier discipline until 23 November 2028.",
    "He knew the rule.",
    "file a grievance by 14 December 2026",
    number,
  ]) {
    expect(words).toContain(told);
  }
  expect(words).not.toContain("Ten years of service");
});

test("the decision letter greets, gives what was alleged with the investigator's reasons, and says who helps", async () => {
  const number = await caseUpTo(city, "answered");
  await done(city, investigator, number, ({ file, kase }) => {
    const { number: allegation = 0, respondentId = "" } = file.allegations.at(-1) ?? {};
    const finding = { allegation, respondentId, outcome: "substantiated" } as const;
    return findingAct(kase, finding, { words: "He says so himself.", acts: [], files: [] });
  });
  await done(city, "1014", number, acts.confirm("found"));
  await propose(number, {});
  await done(city, "1014", number, acts.confirm("proposed"));
  expect(await issue(number)).toEqual({ done: true });
  const said = (await readCase(city, "1003", number)).file.acts.at(-1)?.said;
  const words = said && "letter" in said ? said.letter.words : "";
  expect(words).toContain("What was alleged: Because of what was read.");
  expect(words).toContain("The investigator’s reasons: He says so himself.");
  expect(words).toMatch(/^Hello Jesse,$/m);
  expect(words).toContain("A union representative, or another person of your choice, may help you");
  expect(words).toContain("If something in this letter is not clear, ask Human Resources");
  const jesse = (await city.viewer("1009")).personId;
  const outcome = await send(city, "1003", number, (hand) =>
    askInform(
      city.portal,
      { formId: "", seen: 0, person: jesse, words: "It stands.", ...served },
      hand,
    ),
  );
  expect(outcome).toEqual({ done: true });
  const told = (await readCase(city, "1003", number)).file.acts.at(-1)?.said;
  expect(told && "letter" in told ? told.letter.words : "").toMatch(/^Hello Jesse,$/m);
});

test("that there is no discipline is told with reasons, and cannot be grieved", async () => {
  const number = await caseUpTo(city, "reviewed");
  await propose(number, { measure: "none", words: "A talk was enough." });
  await issue(number);
  const { file } = await readCase(city, "1003", number);
  const said = file.acts.at(-1)?.said;
  const words = said && "letter" in said ? said.letter.words : "";
  expect(words).toContain("No discipline follows from it. The reasons: A talk was enough.");
  expect(words).not.toContain("grievance");
});

test("earlier discipline counts until its sunset, unless it was rescinded; who may not see its case reads measure and day", async () => {
  const { personId } = await city.viewer("1010");
  const earlier = async (as: string) =>
    readEarlierDiscipline(await city.viewer(as), city.portal, personId);
  const number = await caseUpTo(city, "reviewed", { about: "1010" });
  await propose(number, { sunset: "2027-11-23" }, "1010");
  await done(city, "1014", number, acts.confirm("proposed"));
  expect(await earlier("1014")).toEqual([]);
  await issue(number);
  const shown = { measure: "written-warning", issuedOn: "2026-11-23", sunsetOn: "2027-11-23" };
  expect(await earlier("1014")).toEqual([
    { ...shown, days: null, isPaid: null, found: { number, clauses: ["6.c"] } },
  ]);
  const { personId: joanne } = await city.viewer("1014");
  const aside = { act: "shut-out", choice: "declared", personId: joanne } as const;
  await done(city, "1014", number, aside);
  expect(await earlier("1014")).toEqual([{ ...shown, days: null, isPaid: null, found: null }]);

  city.at(new Date("2027-11-23T15:30:00Z"));
  expect(await earlier("1014")).toHaveLength(1);
  city.at(new Date("2027-11-24T15:30:00Z"));
  expect(await earlier("1014")).toEqual([]);
  city.at(aMonday);
  const said = { words: "It was somebody else." };
  await done(city, "1003", number, {
    act: "rescinded",
    about: lastOf((await readCase(city, "1003", number)).file, "issued"),
    said,
  });
  expect(await earlier("1014")).toEqual([]);
});

test("what was issued on a finding that is superseded is rescinded or upheld before the case is closed", async () => {
  const number = await caseUpTo(city, "reviewed");
  await propose(number, {});
  await done(city, "1014", number, acts.confirm("proposed"));
  await issue(number);
  await done(city, investigator, number, acts.find("not-substantiated"));
  const about = lastOf((await readCase(city, "1003", number)).file, "issued");
  const uphold = { act: "upheld", about, said: { words: "It stands." } } as const;
  const rescind = { act: "rescinded", about, said: { words: "It was not him." } } as const;
  expect(await act(city, "1003", number, uphold)).toEqual({
    refused: "Have the new finding reviewed first",
  });
  await done(city, "1014", number, acts.confirm("found"));
  expect((await readCase(city, "1003", number)).standing.stage).toBe("decision");
  expect(await act(city, "1003", number, acts.close)).toMatchObject({ refused: /^Decide about/ });
  expect(await act(city, "1003", number, uphold)).toEqual({
    refused: "Rescind it: no finding under it is substantiated any more",
  });
  await done(city, "1003", number, rescind);
  expect(await act(city, "1003", number, rescind)).toMatchObject({
    refused: /^Nothing was issued/,
  });
  const { standing } = await readCase(city, "1003", number);
  expect(whatIsOpen(standing)).toEqual([
    "Give the respondent the outcome",
    "Tell the reporter that it is concluded",
  ]);
  const { personId: person } = await city.viewer("1009");
  const offer = await readOutcomeOffer(city.portal, await inHand(city, "1003", number), person);
  const always =
    "What was issued before, written warning, is rescinded. It does not count any more.";
  expect(offer).toMatchObject({ always, words: "" });
  const told = { formId: "", seen: 0, person, words: "Come to work on Monday.", ...served };
  await send(city, "1003", number, (hand) => askInform(city.portal, told, hand));
  const { file } = await readCase(city, "1003", number);
  const informed = file.acts.findLast(({ act }) => act === "informed") as CaseActLine<"informed">;
  expect(informed.said?.letter.words).toContain(always);
  expect(informed.said?.letter.words).toContain("Come to work on Monday.");
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, acts.close);
});

test("what was issued stands where the new finding is substantiated too, and is upheld", async () => {
  const number = await caseUpTo(city, "reviewed");
  await propose(number, {});
  await done(city, "1014", number, acts.confirm("proposed"));
  await issue(number);
  const about = lastOf((await readCase(city, "1003", number)).file, "issued");
  const uphold = { act: "upheld", about, said: { words: "It stands." } } as const;
  expect(await act(city, "1003", number, uphold)).toEqual({
    refused: "Nothing that was issued has been put in question by a finding or a grievance",
  });
  await done(city, investigator, number, acts.find());
  await done(city, "1014", number, acts.confirm("found"));
  await done(city, "1003", number, uphold);
  expect((await readCase(city, "1003", number)).standing.stage).toBe("conclusion");
});

test("training assigned from a case reads as assigned by HR, names no case, and is followed", async () => {
  const number = await caseUpTo(city, "reviewed", { about: "1008" });
  const assign = async (track: string) => {
    const viewer = await city.viewer("1003");
    const form = { formId: "", seen: 0, person: "1008", track, due: "2027-01-15", words: "" };
    return send(city, "1003", number, (hand, tx) =>
      askTraining(viewer, city.portal, tx, form, hand),
    );
  };
  expect(await assign("personal-use")).toEqual({ done: true });
  expect(await assign("personal-use")).toMatchObject({ field: "track", refused: /open$/ });
  const { file } = await readCase(city, "1003", number);
  expect(await readRemedialTraining(city.portal, file)).toMatchObject([
    { person: "Priya Raman", dueOn: "2027-01-15", settledAs: null },
  ]);
  const rows = await city.database.owner`
    select reason, filed_reason from assignments where rule = 'remedial'`;
  expect(rows).toEqual([
    {
      reason: "Human Resources assigned this to you.",
      filed_reason: "Assigned by Human Resources.",
    },
  ]);
  const hr = await city.viewer("1002");
  const open = await readOpenAssignment(hr, city.portal, { handle: "1008", track: "personal-use" });
  await endByHand(hr, city.portal, { assignmentId: open?.id ?? "", words: "She moved away" });
  expect(await readRemedialTraining(city.portal, file)).toMatchObject([{ settledAs: "ended" }]);
});

test("training that is refused leaves no assignment behind", async () => {
  const number = await caseUpTo(city, "reviewed");
  const before = await city.database.owner`select id from assignments`;
  const viewer = await city.viewer(investigator);
  const form = { formId: "", seen: 0, person: "1009", track: "official-channels" };
  const refused = await send(city, investigator, number, (hand, tx) =>
    askTraining(viewer, city.portal, tx, { ...form, due: "2027-01-15", words: "" }, hand),
  );
  expect(refused).toEqual({ refused: "Who handles the case does this" });
  expect(await city.database.owner`select id from assignments`).toHaveLength(before.length);
});

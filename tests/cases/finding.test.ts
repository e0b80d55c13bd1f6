import { expect, test } from "vitest";
import { readCitable, readFinding } from "#app/cases/read-finding.ts";
import { askFinding, readFindingOffer } from "#app/cases/record-finding.ts";
import { sayAcknowledged } from "#app/cases/say-standing.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { aboutLast, inHand, send } from "#tests/support/case-forms.ts";
import { act, acts, caseUpTo, done, investigator, lastOf, readCase } from "#tests/support/cases.ts";
import { upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

const reasons = { outcome: "substantiated" as const, words: "He wrote it, and says so." };

const find = (number: string, cited: string[], whyNone = "") =>
  send(city, investigator, number, (hand, tx) =>
    askFinding(
      city.portal,
      { ...aboutLast(hand, "alleged"), ...reasons, cited, whyNone },
      hand,
      tx,
    ),
  );

test("no finding before the notice is served and the response step is closed", async () => {
  const number = await caseUpTo(city, "alleged");
  const find = () => act(city, investigator, number, acts.find());
  const first = { refused: "Give notice of the allegation first, and record how it was served" };
  expect(await find()).toEqual(first);
  await done(city, investigator, number, await acts.notice(city, "1009"));
  expect(await find()).toEqual(first);
  await done(city, investigator, number, acts.serve);
  expect(await find()).toEqual({
    refused: "Record the response first, a refusal, or two tries and no answer",
  });
  await done(city, investigator, number, await acts.respond(city, "1009", "refusal"));
  expect(await find()).toEqual({ done: true });
});

test("a step that was excepted, and whose exception a second person confirmed, is not waited for", async () => {
  const number = await caseUpTo(city, "alleged");
  const { personId } = await city.viewer("1009");
  const said = { words: "He is at sea until spring." };
  await done(city, investigator, number, { act: "excepted", choice: "notice", personId, said });
  expect(await act(city, investigator, number, acts.find())).toMatchObject({ refused: /^Give/ });
  await done(city, "1014", number, acts.confirm("excepted"));
  await done(city, investigator, number, acts.find());
});

test("the investigator finds, and nobody else", async () => {
  const number = await caseUpTo(city, "answered");
  expect(await act(city, "1003", number, acts.find())).toEqual({
    refused: "The investigator does this",
  });
});

test("a finding cites what it rests on, or says why there is nothing", async () => {
  const number = await caseUpTo(city, "answered");
  expect(await find(number, [])).toEqual({
    refused: "Tick at least one thing the finding rests on, or write why there is none",
    field: "cited",
  });
  expect(await find(number, ["act-1"])).toEqual({
    ...{ refused: "Tick only what is listed", field: "cited" },
  });
  expect(await find(number, [], "The post is gone, and nobody kept it.")).toEqual({ done: true });

  const hand = await inHand(city, investigator, number);
  const sent = upload([{ name: "post.txt", bytes: "It is a circus." }]);
  const source = { from: "His own page", shows: "The post as it stood on Tuesday" };
  const to = { holder: hand.kase, by: hand.capacity.personId, readSource: () => source };
  await receiveEvidence(city.portal, sent, to);
  const citable = await readCitable(city.portal, hand);
  expect(citable.at(-1)?.hint).toBe("From: His own page. Shows: The post as it stood on Tuesday");
  const cited = citable.map(({ value }) => value);
  expect(cited).toEqual([
    `act-${lastOf(hand.file, "responded")}`,
    expect.stringMatching(/^file-[0-9a-f-]{36}$/),
  ]);
  expect(await find(number, cited)).toEqual({ done: true });

  const later = await inHand(city, "1014", number);
  const [finding] = later.standing.liveFindings;
  if (!finding) throw new Error("There is no finding.");
  const read = await readFinding(city.portal, later, finding);
  expect(read).toMatchObject({
    ...reasons,
    by: "Ingrid Vance",
    acts: [{ number: lastOf(later.file, "responded"), words: "Because of what was read." }],
    files: [{ name: "post.txt", source }],
    whyNone: "",
  });
  expect(sayAcknowledged("Jesse Flett", read.standing)).toBe(
    "Jesse Flett had not acknowledged version 1 by then.",
  );
  expect(read.allegation.clause).toBe("section 6, third guideline (6.c)");
  expect(read.allegation.clauseText).toMatch(/^Prohibited Social Media activity would include/);
});

test("a new finding supersedes the one before, which stays, and voids what is proposed on it", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose());
  await done(city, "1014", number, acts.confirm("proposed"));
  const hand = await inHand(city, investigator, number);
  const offer = await readFindingOffer(city.portal, hand, lastOf(hand.file, "alleged"));
  expect(offer.earlier?.outcome).toBe("substantiated");
  expect(offer.supersedes).toEqual([
    expect.stringMatching(/stays in the file as it is/),
    "What is proposed on the finding before becomes void, with its approvals.",
  ]);

  await done(city, investigator, number, acts.find());
  expect(await act(city, "1003", number, acts.issue)).toMatchObject({
    refused: "Propose discipline first, or decide that there is none",
  });
  await done(city, "1014", number, acts.confirm("found"));
  const { standing, file } = await readCase(city, "1003", number);
  expect(standing).toMatchObject({ stage: "decision", liveDiscipline: [] });
  expect(file.findings).toHaveLength(2);
  await done(city, "1003", number, acts.propose());
  expect(await act(city, "1003", number, acts.issue)).toMatchObject({ refused: /^Wait until/ });
});

test("before something rests on what was issued, the page of a new finding says what has to follow", async () => {
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("none"));
  await done(city, "1003", number, acts.issue);
  const hand = await inHand(city, investigator, number);
  const { supersedes } = await readFindingOffer(city.portal, hand, lastOf(hand.file, "alleged"));
  expect(supersedes[1]).toMatch(/has to be rescinded or upheld before the case can be closed/);
});

test("the database keeps a finding as it was recorded, also from the owner's hand", async () => {
  const { owner } = city.database;
  await caseUpTo(city, "found");
  await expect(owner`update findings set outcome = 'inconclusive'`).rejects.toThrow();
  await expect(owner`delete from findings`).rejects.toThrow();
});

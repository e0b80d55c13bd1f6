import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { keepingOf } from "#app/cases/close-case.ts";
import { readDigests, readDisposal } from "#app/cases/disposal.ts";
import { openCase } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { askConfirmation } from "#app/cases/second-person.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { openExchange } from "#app/exchanges/open-exchange.ts";
import { readOwnExchange } from "#app/exchanges/own-exchange.ts";
import { readInbox } from "#app/intake/inbox.ts";
import { openOwnReport, openReport } from "#app/intake/open-report.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { decrypt } from "#app/secrecy/encrypt.ts";
import { aboutLast, inHand, send } from "#tests/support/case-forms.ts";
import { act, acts, caseUpTo, disposeOf, done, investigator } from "#tests/support/cases.ts";
import { escalate, loggedExchange, tell } from "#tests/support/escalations.ts";
import { upload } from "#tests/support/evidence.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let number: string;
let caseId: string;
let report: { id: string; number: string };

const words = "The records schedule, class 12.";
const propose = { act: "disposal-proposed", said: { words } } as const;
const agree = async (as: string) => {
  const viewer = await city.viewer(as);
  return send(city, as, number, (hand) =>
    askConfirmation(viewer, { ...aboutLast(hand, "disposal-proposed"), words: "" }, hand),
  );
};

beforeAll(async () => {
  city.at(aMonday);
  number = await caseUpTo(city, "reviewed", { outcome: "not-substantiated" });
  const { kase } = await inHand(city, investigator, number);
  const sent = upload([{ name: "post.txt", bytes: "It is a circus." }]);
  const { personId } = await city.viewer(investigator);
  await receiveEvidence(city.portal, sent, {
    ...{ holder: kase, by: personId },
    readSource: () => ({ from: "His own page", shows: "" }),
  });
  await done(city, "1003", number, await acts.inform(city, "1009"));
  await done(city, "1003", number, acts.tellReporter);
  await done(city, "1003", number, async (hand) => {
    const { until: dueOn } = await keepingOf(city.portal, hand);
    return { act: "closed", dueOn, said: { words } };
  });
  caseId = kase.id;
  const [found] = await city.database.owner<{ id: string; number: string }[]>`
    select r.id, r.number from case_reports c join violation_reports r on r.id = c.report_id
    where c.case_id = ${caseId}`;
  report = found ?? { id: "", number: "" };
});

test("nothing is disposed of before its rule allows it, also where somebody asks the database", async () => {
  expect(await act(city, "1003", number, propose)).toEqual({
    refused: "Keep it until 23 November 2028: its rule says so",
  });
  city.at(new Date("2028-11-22T15:30:00Z"));
  expect(await act(city, "1003", number, propose)).toMatchObject({ refused: /^Keep it until/ });
  const { personId } = await city.viewer("1003");
  await expect(
    city.database.owner`
      insert into case_acts (case_id, number, act, "by", acted_on, acted_at, form_id, words)
      select ${caseId}, max(number) + 1, 'disposal-proposed', ${personId}, '2028-11-22', '2028-11-22T15:30:00Z',
        gen_random_uuid(), ''::bytea from case_acts where case_id = ${caseId}`,
  ).rejects.toThrow(/does not follow/);
});

test("a legal hold blocks it, also one that is placed after it was proposed", async () => {
  city.at(new Date("2028-11-23T15:30:00Z"));
  const hold = { act: "held", said: { words: "A claim was filed." } } as const;
  const lift = { act: "hold-lifted", said: { words: "It was withdrawn." } } as const;
  const lastHold = async () => (await inHand(city, "1003", number)).standing.hold?.number ?? 0;
  await done(city, "1003", number, hold);
  expect(await act(city, "1003", number, propose)).toEqual({
    refused: "Lift the legal hold first",
  });
  await done(city, "1003", number, { ...lift, about: await lastHold() });
  await done(city, "1003", number, propose);
  await done(city, "1003", number, hold);
  expect(await agree("1014")).toEqual({ refused: "Lift the legal hold first" });
  await done(city, "1003", number, { ...lift, about: await lastHold() });
});

test("it takes two people, and the second does not agree without disposing", async () => {
  expect(await agree("1003")).toMatchObject({ refused: /^A second person does this/ });
  const hand = await inHand(city, "1014", number);
  const { about } = aboutLast(hand, "disposal-proposed");
  await expect(
    act(city, "1014", number, { act: "confirmed", about, choice: "as-approver" }),
  ).rejects.toThrow("an act comes with all that belongs to it");
  expect(await readDisposal(await city.viewer("1003"), city.portal, number)).toBeUndefined();
});

test("agreeing disposes: words, files and reports are gone for everybody, and the ledger verifies", async () => {
  const { owner } = city.database;
  const keysBefore = await readKeys();
  const [pieces] = [await city.database.owner`select file_id, bytes from evidence_pieces`];
  expect(pieces.length).toBeGreaterThan(0);
  expect(await filesOpenedBy(keysBefore)).toBe(1);
  expect(await agree("1014")).toEqual({ done: true });

  const hr = await city.viewer("1003");
  expect(await openCase(hr, city.portal, number)).toMatchObject({ of: "disposed" });
  expect(await openReport(hr, city.portal, report.number)).toBeUndefined();
  expect(await openOwnReport(city.portal, report.id)).toBeUndefined();
  const inbox = await readInbox(
    hr,
    city.portal,
    { q: "", state: null, kind: null, urgent: false } as never,
    { place: null },
  );
  expect(inbox.rows.map((row) => row.number)).not.toContain(report.number);

  const keysAfter = await readKeys();
  expect(keysAfter.length).toBe(keysBefore.length - 2);
  expect(await filesOpenedBy(keysAfter)).toBe(0);
  for (const key of keysAfter) {
    const said =
      await owner`select number, words from case_acts where case_id = ${caseId} and words is not null`;
    for (const { number: at, words: kept } of said) {
      const place = { table: "case_acts", column: "words", row: `${caseId} ${at}` };
      expect(() => decrypt(key, place, kept)).toThrow();
    }
  }
  await expect(
    owner`update data_keys set wrapped_key = '\\x00', wrapped_by = 'x' where wrapped_key is null`,
  ).rejects.toThrow(/never comes back/);

  await sealCommitted(owner, city.portal.keys, city.portal.now());
  expect(await verifyLedger(owner, publicKeySet(city.portal.keys))).toMatchObject({ fault: null });
});

test("the certificate says what was destroyed, by whom, when and by which rule; others find nothing", async () => {
  const disposal = await readDisposal(await city.viewer("1003"), city.portal, number);
  expect(disposal).toMatchObject({
    ...{ number, openedOn: "2026-11-23", closedOn: "2026-11-23", keptUntil: "2028-11-23" },
    isSubstantiated: false,
    proposed: { by: "Tom Baker", at: city.portal.now() },
    agreed: { by: "Joanne Settee", at: city.portal.now() },
    destroyed: { reports: 1, files: 1, keptElsewhere: 0, exchangesKept: 0 },
  });
  expect(disposal?.digests).toHaveLength(disposal?.destroyed.acts ?? 0);
  for (const other of ["1012", "1009", "omar.haddad@example.net"]) {
    const viewer = await city.viewer(other);
    expect(await readDisposal(viewer, city.portal, number)).toBeUndefined();
  }
  expect(await act(city, "1003", number, acts.reopen)).toBeUndefined();
});

test("the digests of the certificate are those the ledger binds", async () => {
  const named = city.portal.vault.indexOf("case", caseId);
  const rows = await city.database.owner<{ body: string }[]>`
    select body from ledger_records where body::json -> 'facts' ->> 'case' = ${named}
      and body::json -> 'facts' -> 'position' is not null`;
  const bound = rows
    .map(({ body }) => JSON.parse(body).facts)
    .map(({ position, digest }) => ({ number: position, digest }))
    .toSorted((one, other) => one.number - other.number);
  expect(bound.length).toBeGreaterThan(10);
  expect(await readDigests(city.portal.db, caseId)).toEqual(bound);
});

test("an exchange that led to a case stays its employee's and their adviser's, and the certificate says so", async () => {
  city.at(aMonday);
  const exchange = await loggedExchange(city);
  await tell(city, "1004", exchange.number);
  const passed = await escalate(city, "1004", exchange.number);
  if (!passed || "refused" in passed) throw new Error(passed?.refused);
  const hr = await city.viewer("1003");
  const form = { formId: randomUUID() };
  const opened = await openNewCase(hr, city.portal, passed.number, form);
  if (!opened || "refused" in opened) throw new Error(opened?.refused);
  await disposeOf(city, opened.number);

  expect(await readDisposal(hr, city.portal, opened.number)).toMatchObject({
    destroyed: { reports: 1, files: 1, keptElsewhere: 1, exchangesKept: 1 },
  });
  expect(await openReport(hr, city.portal, passed.number)).toBeUndefined();
  expect(await openExchange(hr, city.portal, exchange.number)).toBeUndefined();
  const own = await readOwnExchange(await city.viewer("1006"), city.portal, exchange.number);
  expect(own?.request?.what).toBeTruthy();
  expect(own?.report).not.toBeNull();
  expect(own?.evidence).toHaveLength(1);
  const ray = await city.viewer("1004");
  expect(await openExchange(ray, city.portal, exchange.number)).toBeDefined();
});

/** Every data key there is. */
async function readKeys(): Promise<Uint8Array[]> {
  const rows = await city.database.owner`
    select id, wrapped_key as "wrappedKey", wrapped_by as "wrappedBy" from data_keys where wrapped_key is not null`;
  return rows.map((row) => city.portal.vault.openDataKey(row as never));
}

/** How many attached files some of the keys open. */
async function filesOpenedBy(keys: Uint8Array[]): Promise<number> {
  const files = await city.database.owner`select file_id, wrapped_key from held_evidence`;
  const opens = (key: Uint8Array, { file_id: row, wrapped_key }: (typeof files)[number]) => {
    try {
      return decrypt(key, { table: "report_evidence", column: "wrapped_key", row }, wrapped_key);
    } catch {
      return null;
    }
  };
  return files.filter((file) => keys.some((key) => opens(key, file) !== null)).length;
}

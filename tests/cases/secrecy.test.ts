import { randomUUID } from "node:crypto";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { allegationAct } from "#app/cases/allegation.ts";
import type { CaseActName, NewCaseAct } from "#app/cases/case-act.ts";
import { readCaseFile } from "#app/cases/case-file.ts";
import { proposalAct } from "#app/cases/discipline.ts";
import { findingAct } from "#app/cases/finding.ts";
import { openCase, openOwnCase, readCaseAccess } from "#app/cases/open-case.ts";
import { openNewCase } from "#app/cases/open-new-case.ts";
import { addDays } from "#app/days.ts";
import { openDatabase } from "#app/db.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readInbox } from "#app/intake/inbox.ts";
import { openOwnReport } from "#app/intake/open-report.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { readWaitingRecords } from "#app/ledger/listed-records.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { rotateWrappingKey } from "#app/secrecy/rotate-wrapping-key.ts";
import { openVault } from "#app/secrecy/vault.ts";
import { backUp } from "#server/backup/back-up.ts";
import { restore } from "#server/backup/restore.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import {
  acts,
  caseUpTo,
  disposeOf,
  done,
  investigator,
  lastOf,
  openTestCase,
} from "#tests/support/cases.ts";
import { addedTo, dumpTables, spellingsOf } from "#tests/support/dump.ts";
import { emptyDatabase } from "#tests/support/empty-database.ts";
import { beside } from "#tests/support/escalations.ts";
import { aPicture, upload } from "#tests/support/evidence.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, moveDatabaseClock, testPortal } from "#tests/support/portal.ts";
import { joinDatabase, quiet } from "#tests/support/portal-database.ts";
import { fileReport, subject } from "#tests/support/reports.ts";
import { startPortal } from "#tests/support/running-portal.ts";

type City = Pick<ReturnType<typeof testPortal>, "portal" | "viewer">;
type Ask = Parameters<typeof done>[3];

/** The texts acts have. Of each act every one says, in words like no other, which it is. */
const texts = [
  ...["words", "to", "by", "proof", "who", "present", "particulars", "link", "whyVersion"],
  ...["mitigating", "aggravating", "assignment"],
];
const mark = (text: string) => `quagga ${text} under the xylophone`;
const saidOf = (act: string) => {
  const letter = {
    ...{ subject: mark(`${act} subject`), html: mark(`${act} html`), words: mark(`${act} letter`) },
    digest: "",
  };
  const said = Object.fromEntries(texts.map((text) => [text, mark(`${act} ${text}`)]));
  const addresses = [`https://example.org/${mark(`${act} address`)}`];
  return { ...said, letter, addresses, on: "2026-11-20", acts: [], files: [] };
};

/** A case whose every act that says something says it in marked words; its number. */
async function wholeStory(city: City): Promise<string> {
  const { portal } = city;
  const jesse = (await city.viewer("1009")).personId;
  const personId = jesse;
  const version = await portal.shelf.inForce(portal.now());
  const report = await fileReport(portal, {
    ...{ what: mark("report"), witnesses: mark("witness"), pasted: mark("pasted") },
    subjects: [await subject(city as ReturnType<typeof testPortal>, "1009")],
  });
  const tom = await city.viewer("1003");
  const opened = await openNewCase(tom, portal, report.report.number, { formId: randomUUID() });
  if (!opened || "refused" in opened) throw new Error("No case was opened.");
  const { number } = opened;
  const doAs = (as: string, ask: Ask) => done(city, as, number, ask);
  const one = (act: CaseActName, more: object = {}) =>
    ({ act, said: saidOf(act), ...more }) as unknown as NewCaseAct;
  const about =
    (of: CaseActName, act: CaseActName, more: object = {}): Ask =>
    ({ file, today }) =>
      one(act, {
        about: lastOf(file, of),
        ...("due" in more && { dueOn: addDays(today, 9) }),
        ...more,
      });
  const due =
    (act: CaseActName, more: object = {}): Ask =>
    ({ today }) =>
      one(act, { dueOn: addDays(today, 9), ...more });
  const [tomIs, joanne, ingrid] = ["1003", "1014", investigator];
  const find: Ask = ({ file, kase }) => {
    const { number: allegation = 0 } = file.allegations.at(-1) ?? {};
    const found = { allegation, respondentId: jesse, outcome: "substantiated" as const };
    return findingAct(kase, found, saidOf("found") as never);
  };
  const allege: Ask = ({ kase, today }) => {
    const on = addDays(today, -7);
    const stated = { respondentId: jesse, versionId: version?.id ?? "", clause: "6.c" };
    const posted = { postedFrom: on, postedUntil: on, isOffDuty: true };
    return allegationAct(kase, { ...stated, ...posted }, saidOf("alleged") as never);
  };
  const witness = (await city.viewer("1006")).personId;
  const steps: [string, Ask][] = [
    [tomIs, one("party-named", { personId: witness, choice: "witness" })],
    [tomIs, one("triaged", { choice: "investigate" })],
    [tomIs, due("interim-begun", { personId, choice: "access-removed" })],
    [tomIs, about("interim-begun", "interim-reviewed", { due: true })],
    [tomIs, about("interim-begun", "interim-ended")],
    [tomIs, one("paused", { choice: "police" })],
    [tomIs, about("paused", "resumed", { due: true })],
    [tomIs, async () => one("appointed", { personId: (await city.viewer(ingrid)).personId })],
    [ingrid, about("appointed", "declared")],
    [ingrid, allege],
    [ingrid, about("alleged", "allegation-withdrawn")],
    [ingrid, allege],
    [ingrid, due("noticed", { personId })],
    [ingrid, about("noticed", "served", { choice: "portal" })],
    [ingrid, about("noticed", "tried")],
    [ingrid, about("noticed", "responded", { personId, choice: "response" })],
    [ingrid, one("interviewed", { choice: "offered", personId })],
    [ingrid, one("noted")],
    [ingrid, one("excepted", { personId, choice: "representation" })],
    [joanne, about("excepted", "declined")],
    [ingrid, find],
    [joanne, about("found", "confirmed", { choice: "as-approver" })],
    [
      tomIs,
      ({ file, kase }) => {
        const measure = { measure: "written-warning" as const, days: null, isPaid: null };
        const grounds = [lastOf(file, "found")];
        const proposed = { respondentId: jesse, grounds, sunsetOn: null, ...measure };
        return proposalAct(kase, proposed, saidOf("proposed") as never);
      },
    ],
    [joanne, about("proposed", "confirmed", { choice: "as-approver" })],
    [tomIs, about("proposed", "issued", { personId, choice: "portal" })],
    [tomIs, one("training-assigned", { personId })],
    [tomIs, about("issued", "grieved", { personId, choice: "late", due: true })],
    [tomIs, about("grieved", "grievance-ended", { choice: "allowed" })],
    [tomIs, about("issued", "upheld")],
    [tomIs, about("issued", "rescinded")],
    [
      tomIs,
      ({ file, kase }) => {
        const nothing = { measure: "none" as const, days: null, isPaid: null, sunsetOn: null };
        const proposed = { respondentId: jesse, grounds: [lastOf(file, "found")], ...nothing };
        return proposalAct(kase, proposed, saidOf("proposed") as never);
      },
    ],
    [tomIs, about("proposed", "issued", { personId, choice: "portal" })],
    [tomIs, one("informed", { personId, choice: "portal" })],
    [tomIs, about("appointed", "appointment-ended")],
    [tomIs, one("reporter-told")],
    [tomIs, ({ today }) => one("closed", { dueOn: today })],
    [tomIs, one("held")],
    [tomIs, about("held", "hold-lifted")],
    [tomIs, due("reopened")],
    [tomIs, one("reporter-told")],
    [tomIs, ({ today }) => one("closed", { dueOn: today })],
    [tomIs, one("disposal-proposed")],
  ];
  for (const [as, ask] of steps) await doAs(as, ask);
  return number;
}

test("of what is said in a case, database, logs and mail hold nothing in any spelling", async () => {
  const mail = await startMailServer();
  const portal = await startPortal({
    ...{ LOG_LEVEL: "debug", SMTP_URL: mail.url, MAIL_FROM: "Training <training@city.example>" },
  });
  const { owner, close, log } = await joinDatabase(portal);
  try {
    await quiet(owner);
    const before = { tables: await dumpTables(owner), mails: mail.received.length };
    const number = await beside(portal, async (city) => {
      const number = await wholeStory(city);
      const joanne = await city.viewer("1014");
      const kase = await openCase(joanne, city.portal, number);
      if (kase?.of !== "case") throw new Error("It is not there.");
      // All that was said is there for who may read it: so nothing is missing below because it was never kept.
      const file = JSON.stringify(await readCaseFile(city.portal.db, kase, "2026-11-23"));
      for (const act of ["triaged", "served", "alleged", "proposed", "rescinded", "closed"])
        expect(file).toContain(`quagga ${act} words`);
      return number;
    });
    await quiet(owner);
    await beside(portal, (city) => sendNotices({ ...city.portal, mail: mailTo(mail) }));
    const added = addedTo(before.tables, await dumpTables(owner));
    for (const table of ["cases", "case_acts", "allegations", "findings", "discipline"])
      expect(
        added.some((line) => line.startsWith(`public.${table}\t`)),
        table,
      ).toBe(true);
    const mails = mail.received.slice(before.mails).map((one) => JSON.stringify(one));
    expect(mails.length).toBeGreaterThan(0);
    const everywhere = [added, portal.said(), await log(), mails].flat().join("\n");
    const traces = ["under the xylophone", "quagga"].flatMap(spellingsOf);
    expect(traces.filter((trace) => everywhere.includes(trace))).toEqual([]);
    for (const one of mails) expect(one).not.toMatch(new RegExp(`${number}|CS-\\w{4}|Jesse|Flett`));
  } finally {
    await close();
    await portal.stop();
  }
}, 180_000);

const city = testPortal();

describe("what is encrypted opens at its own place only:", () => {
  let one: string;
  let other: string;
  const tom = () => city.viewer("1003");
  const look = async (vault = city.portal.vault, number = one) => {
    const portal = { ...city.portal, vault };
    const kase = await openCase(await tom(), portal, number);
    if (kase?.of !== "case") throw new Error("The case is not there.");
    return readCaseFile(portal.db, kase, "2026-11-23");
  };
  beforeAll(async () => {
    [one, other] = [await caseUpTo(city, "reviewed"), await caseUpTo(city, "reviewed")];
  });

  test.each([
    ["two acts of one case", "x.case_id = y.case_id and x.number = 10 and y.number = 9"],
    ["the same act of two cases", "x.case_id <> y.case_id and x.number = 10 and y.number = 10"],
  ])("%s swapped", async (_, where) => {
    const { owner } = city.database;
    const [kept] = await owner`
      select a.case_id, a.words from case_acts a join cases c on c.id = a.case_id
      where c.number = ${one} and a.number = 10`;
    await owner`alter table case_acts disable trigger user`;
    try {
      await look();
      await owner.unsafe(`update case_acts x set words = y.words from case_acts y
        where x.case_id = (select id from cases where number = '${one}')
          and y.case_id in (select id from cases where number in ('${one}', '${other}')) and ${where}`);
      await expect(look()).rejects.toThrow();
    } finally {
      await owner`update case_acts set words = ${kept?.words}
        where case_id = ${kept?.case_id} and number = 10`;
      await owner`alter table case_acts enable trigger user`;
    }
    await look();
  });

  test("a backup brings a case back whole, guarded as before", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "signpost-cases-")), "backup");
    const made = await backUp(city.database.ownerUrl, folder);
    expect("refused" in made).toBe(false);
    const { ownerUrl, owner } = await emptyDatabase();
    const restored = await restore(ownerUrl, { folder, keysFolder: join(city.home, "keys") });
    expect(restored).toMatchObject({ ledger: { fault: null } });
    await moveDatabaseClock(owner, "infinity");
    const portal = await openPortal(
      readSettings({ SIGNPOST_HOME: city.home }),
      { portal: owner, db: openDatabase(owner) },
      { now: () => aMonday, publicUrl: city.portal.publicUrl },
    );
    const there = { portal, viewer: city.viewer };
    const kase = await openCase(await tom(), portal, one);
    if (kase?.of !== "case") throw new Error("The case is not there.");
    expect(await readCaseFile(portal.db, kase, "2026-11-23")).toEqual(await look());
    expect(await owner`select s::text as row from case_standings s order by 1`).toEqual(
      await city.database.owner`select s::text as row from case_standings s order by 1`,
    );
    await done(there, "1003", one, acts.propose("verbal-warning"));
    await expect(owner`delete from findings`).rejects.toThrow(/is evidence/);
  });

  test("a wrong key opens nothing, and the right one opens everything after the keys were rotated", async () => {
    const folder = await mkdtemp(join(tmpdir(), "signpost-cases-"));
    const wrong = await loadCaseKeys(join(folder, "wrong"), { mayCreate: true });
    if ("refused" in wrong) throw new Error(wrong.refused);
    await expect(look(openVault(wrong))).rejects.toThrow("The case keys lack");
    const before = await look();
    await cp(join(city.home, "keys"), join(folder, "keys"), { recursive: true });
    const { db, owner } = city.database;
    const rotated = await rotateWrappingKey({
      ...{ db, owner, now: city.portal.now, folder: join(folder, "keys"), patience: 0 },
    });
    if ("refused" in rotated) throw new Error(rotated.refused);
    const keys = await loadCaseKeys(join(folder, "keys"), { mayCreate: false });
    if ("refused" in keys) throw new Error(keys.refused);
    await expect(look()).rejects.toThrow("The case keys lack");
    expect(await look(openVault(keys))).toEqual(before);
  });
});

describe("a case is there for nobody else:", () => {
  const city = testPortal();
  let number = "";
  beforeAll(async () => {
    const reporter = await city.viewer("1014");
    const subjects = [await subject(city, "1009")];
    const { report } = await fileReport(city.portal, {
      ...{ subjects, reporter: { personId: reporter.personId, name: "Joanne Settee" } },
    });
    const tom = await city.viewer("1003");
    const opened = await openNewCase(tom, city.portal, report.number, { formId: randomUUID() });
    if (!opened || "refused" in opened) throw new Error("No case was opened.");
    number = opened.number;
  });

  test.each([
    ["the administrator", "1012"],
    ["the auditor", "omar.haddad@example.net"],
    ["Human Resources, training", "1002"],
    ["an employee", "1006"],
    ["the supervisor of the respondent", "1008"],
    ["the respondent", "1009"],
    ["who reported it, though they handle cases", "1014"],
    ["the city manager, while HR handles it", "1001"],
    ["the outside officer", "ruth.enns@example.net"],
    ["an investigator of no case", investigator],
  ])("%s", async (_, known) => {
    const viewer = await city.viewer(known);
    expect(await openCase(viewer, city.portal, number)).toBeUndefined();
    const { isSeen } = await readCaseAccess(viewer, city.portal);
    expect(await city.portal.db.execute(sql`select from cases c where ${isSeen}`)).toEqual([]);
    expect(
      await done(city, known, number, { act: "noted", said: { words: "Let me in." } }).catch(
        String,
      ),
    ).toMatch(/not there/);
  });

  test("and is for who handles it", async () => {
    const viewer = await city.viewer("1003");
    expect(await openCase(viewer, city.portal, number)).toMatchObject({ of: "case", number });
  });

  test("the auditor reads of a case that something was done, and nothing more", async () => {
    const omar = await city.viewer("omar.haddad@example.net");
    const [kase] = await city.database.owner`select id from cases where number = ${number}`;
    const rows = await readWaitingRecords(omar, city.portal, { personId: null });
    const ofCases = rows.filter(({ isPrivate }) => isPrivate);
    expect(ofCases.some(({ sentence }) => /Case opened/.test(sentence))).toBe(true);
    const told = JSON.stringify(ofCases);
    const tom = await city.viewer("1003");
    for (const trace of [kase?.id, number, tom.personId, "Tom", "Jesse"])
      expect(told).not.toContain(trace);
  });
});

describe("once a case was disposed of,", () => {
  const city = testPortal();
  let number = "";
  let report: Awaited<ReturnType<typeof fileReport>>["report"];
  beforeAll(async () => {
    ({ report } = await fileReport(city.portal, { subjects: [await subject(city, "1009")] }));
    const tom = await city.viewer("1003");
    const opened = await openNewCase(tom, city.portal, report.number, { formId: randomUUID() });
    if (!opened || "refused" in opened) throw new Error("No case was opened.");
    number = opened.number;
    const kase = await openCase(tom, city.portal, number);
    if (kase?.of !== "case") throw new Error("It is not there.");
    const sent = upload([{ name: "quagga.jpg", bytes: await aPicture() }]);
    await receiveEvidence(city.portal, sent, {
      ...{ holder: kase, by: tom.personId },
      readSource: () => ({ from: "His own page", shows: "" }),
    });
    expect(await listEvidence(city.portal, city.portal.db, kase)).toHaveLength(1);
    await disposeOf(city, number);
  });

  test("that it was is all that is left of it, for who handled it and for nobody else", async () => {
    const tom = await city.viewer("1003");
    expect(await openCase(tom, city.portal, number)).toEqual({
      ...{ of: "disposed", id: expect.any(String), number },
    });
    for (const known of ["1009", "1012", "1006"])
      expect(await openCase(await city.viewer(known), city.portal, number)).toBeUndefined();
    expect(await openOwnCase(await city.viewer("1009"), city.portal, number)).toBeUndefined();
  });

  test("no key of it or of its report is left", async () => {
    expect(
      await city.database.owner`
        select from data_keys k where k.wrapped_key is not null and (
          k.id in (select key_id from cases where number = ${number}) or k.id = ${report.keyId}
        )`,
    ).toEqual([]);
  });

  test("its report is nowhere, and the lists beside it stand", async () => {
    const joanne = await city.viewer("1014");
    const another = await fileReport(city.portal);
    const inbox = await readInbox(joanne, city.portal, {} as never, { place: null });
    expect(inbox.rows.map((row) => row.number)).toContain(another.report.number);
    expect(inbox.rows.map((row) => row.number)).not.toContain(report.number);
    expect(await readReportPage(joanne, city.portal, report.number)).toBeUndefined();
    expect(await openOwnReport(city.portal, report.id)).toBeUndefined();
  });

  test("nothing is done in it any more", async () => {
    const again = done(city, "1003", number, { act: "noted", said: { words: "Once more." } });
    await expect(again).rejects.toThrow("the case is not there");
  });

  test("another case can be opened and lived beside it", async () => {
    expect(await openTestCase(city)).toMatch(/^CS-/);
  });
});

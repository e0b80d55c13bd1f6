import { beforeEach, describe, expect, test } from "vitest";
import { readAcknowledgement } from "#app/attestation/acknowledgement.ts";
import { describeReceipt } from "#app/attestation/described-receipt.ts";
import { receiptFile } from "#app/attestation/receipt.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { readDashboard } from "#app/dashboard/dashboard.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { verifyReceipt } from "#app/ledger/receipt.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { recordSheet } from "#app/paper/record-sheet.ts";
import { recordLeave } from "#app/people/leave.ts";
import { assignTo, hire, publishNext } from "#tests/support/directory.ts";
import { aSheet, staged } from "#tests/support/paper.ts";
import { testPortal } from "#tests/support/portal.ts";
import { completeLessons } from "#tests/support/training.ts";

const city = testPortal();
let hr: Viewer;
let ray: Viewer;
let numbers = 8000;

/** Somebody of Ray's crew to whom the training is assigned. */
async function aLabourer(supervisor: Viewer | null = ray) {
  const number = String(++numbers);
  const personId = await hire(
    city.portal,
    { number, givenName: "Lou", familyName: `Labourer ${number}` },
    { fromOn: "2026-06-01", supervisorId: supervisor?.personId ?? null },
  );
  const assignmentId = await assignTo(city.portal, personId, { dueOn: "2026-12-20" });
  return { number, personId, assignmentId };
}

const stateOf = async (assignmentId: string) =>
  (await city.database.owner`select settled_as from assignments where id = ${assignmentId}`)[0]
    ?.settled_as;

beforeEach(async () => {
  hr = await city.viewer("1002");
  ray = await city.viewer("1004");
});

test("HR records one person: witnessed, with a receipt that names the witness and the scan, and verifies", async () => {
  const lou = await aLabourer(null);
  const sheet = await aSheet(hr, city.portal, [{ name: "Lou L." }], {
    witness: "1008",
    lessons: "read-aloud",
    readOn: "2026-11-20",
    readBy: "1005",
  });
  const scan = await staged(hr, city.portal);
  const done = await recordSheet(hr, city.portal, "hr", [lou.number], {
    ...sheet,
    staged: scan.id,
  });
  if ("errors" in done) throw new Error(JSON.stringify(done.errors));
  expect(await stateOf(lou.assignmentId)).toBe("acknowledged");

  const kept = await readAcknowledgement(hr, city.portal, done.references[0] ?? "");
  expect(kept).toMatchObject({
    grade: "witnessed",
    method: "paper",
    typedName: "Lou L.",
    paper: {
      signedOn: "2026-11-23",
      witness: { handle: "1008", name: "Priya Raman" },
      lessons: "read-aloud",
      read: { on: "2026-11-20", by: { handle: "1005" } },
      scan: { digest: scan.digest },
      recordedBy: { handle: "1002" },
    },
  });
  await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
  const file = kept && (await receiptFile(city.portal, kept));
  const verified = await verifyReceipt(Buffer.from(file ?? ""), publicKeySet(city.portal.keys));
  if ("refused" in verified) throw new Error(verified.refused);
  const rows = describeReceipt(verified.receipt, "en-CA", "America/Winnipeg");
  expect(Object.fromEntries(rows)).toMatchObject({
    Grade: "Acknowledged on paper, before a witness",
    "Signed on": "23 November 2026",
    Witness: "Priya Raman (1008)",
    Lessons: "Read aloud on 20 November 2026 by Nadia Petryk (1005)",
    "Scan (SHA-256)": scan.digest,
  });
});

test("a supervisor records a crew on one sheet, with one scan and a receipt each", async () => {
  const crew = [await aLabourer(), await aLabourer(), await aLabourer(await city.viewer("1005"))];
  const numbers = crew.map(({ number }) => number);
  const sheet = await aSheet(ray, city.portal, [{}, {}, {}]);
  const done = await recordSheet(ray, city.portal, "team", numbers, sheet);
  expect(done).toMatchObject({
    references: [/^R-/, /^R-/, /^R-/].map((at) => expect.stringMatching(at)),
  });
  const kept = await city.database.owner`
    select distinct scan_id from paper_acknowledgements where sheet_id = ${sheet.sheet}`;
  expect(kept).toHaveLength(1);
  for (const { assignmentId } of crew) expect(await stateOf(assignmentId)).toBe("acknowledged");
});

test("a refusal is recorded before a witness, without a scan, and counts as acknowledged nowhere", async () => {
  const lou = await aLabourer();
  const count = async () => {
    const read = await readDashboard(hr, city.portal, {});
    return ("dashboard" in read && read.dashboard?.completion.states) || {};
  };
  const before = await count();
  const sheet = await aSheet(ray, city.portal, [{ outcome: "refused" }], { staged: undefined });
  const done = await recordSheet(ray, city.portal, "team", [lou.number], sheet);
  expect(done).toHaveProperty("references");
  expect(await stateOf(lou.assignmentId)).toBe("refused");
  const after = await count();
  expect(after.acknowledged).toBe(before.acknowledged);
  expect(after.refused).toBe((before.refused ?? 0) + 1);
});

describe("a sheet is recorded whole or not at all", () => {
  test("names who has nothing open, and records nobody", async () => {
    const [one, other] = [await aLabourer(), await aLabourer()];
    const single = await aSheet(ray, city.portal, [{}]);
    await recordSheet(ray, city.portal, "team", [other.number], single);
    const sheet = await aSheet(ray, city.portal, [{}, {}]);
    const done = await recordSheet(ray, city.portal, "team", [one.number, other.number], sheet);
    expect(done).toMatchObject({
      errors: { "duty-1": expect.stringContaining(`Leave Lou Labourer ${other.number} out`) },
    });
    expect(await stateOf(one.assignmentId)).toBeNull();
  });

  test("two sheets at once with the same people: one is recorded, the other names them", async () => {
    const crew = [await aLabourer(), await aLabourer()];
    const numbers = crew.map(({ number }) => number);
    const sheets = await Promise.all([
      aSheet(ray, city.portal, [{}, {}]),
      aSheet(hr, city.portal, [{}, {}]),
    ]);
    const answers = await Promise.all([
      recordSheet(ray, city.portal, "team", numbers, sheets[0]),
      recordSheet(hr, city.portal, "hr", numbers.toReversed(), sheets[1]),
    ]);
    expect(answers.filter((answer) => "references" in answer)).toHaveLength(1);
    const refused = answers.find((answer) => "errors" in answer);
    expect(Object.keys(refused?.errors ?? {})).toEqual(["duty-0", "duty-1"]);
  });

  test("the same form sent again, also at once, records nothing more and answers the same", async () => {
    const lou = await aLabourer();
    const sheet = await aSheet(ray, city.portal, [{}]);
    const send = () => recordSheet(ray, city.portal, "team", [lou.number], sheet);
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toHaveProperty("references");
  });
});

test("one scan is evidence of one sheet", async () => {
  const [one, other] = [await aLabourer(), await aLabourer()];
  const { id } = await staged(ray, city.portal);
  const answers = await Promise.all(
    [one, other].map(async ({ number }) =>
      recordSheet(
        ray,
        city.portal,
        "team",
        [number],
        await aSheet(ray, city.portal, [{}], { staged: id }),
      ),
    ),
  );
  expect(answers.filter((answer) => "references" in answer)).toHaveLength(1);
  expect(answers.find((answer) => "errors" in answer)).toHaveProperty("errors.file");
});

describe("is refused, in a sentence at its field:", () => {
  const refused = async (
    changes: Parameters<typeof aSheet>[3],
    lou?: Awaited<ReturnType<typeof aLabourer>>,
  ) => {
    const { number, assignmentId } = lou ?? (await aLabourer());
    const sheet = await aSheet(ray, city.portal, [{}], changes);
    const done = await recordSheet(ray, city.portal, "team", [number], sheet);
    expect(await stateOf(assignmentId)).toBeNull();
    return "errors" in done ? done.errors : {};
  };

  test("a day to come", async () => {
    expect((await refused({ signedOn: "2026-11-24" })).signedOn).toContain(
      "nothing is signed in advance",
    );
  });

  test("a day before it was assigned", async () => {
    expect((await refused({ signedOn: "2026-11-22" })).signedOn).toContain("was assigned to Lou");
  });

  test("a day before its version was in force", async () => {
    expect((await refused({ signedOn: "2021-10-31" })).signedOn).toContain(
      "in force since 1 November 2021",
    );
  });

  test("what is no day", async () => {
    expect((await refused({ signedOn: "2026-02-30" })).signedOn).toContain("year-month-day");
  });

  test("the person as their own witness, and a witness who is nobody or had left", async () => {
    const lou = await aLabourer();
    expect((await refused({ witness: lou.number }, lou)).witness).toContain(
      "nobody witnesses their own paper",
    );
    expect((await refused({ witness: "no such number" })).witness).toContain(
      "there is nobody with this one",
    );
    expect((await refused({ witness: "1013" })).witness).toContain("there is nobody with this one");
  });

  test("a signed paper without its scan, and a scan that somebody else sent", async () => {
    expect((await refused({ staged: undefined })).file).toContain(
      "Choose the scan of the signed paper",
    );
    const foreign = await staged(hr, city.portal);
    expect((await refused({ staged: foreign.id })).file).toContain("Choose the scan again");
  });

  test("lessons in the portal that are not complete there; complete, it is recorded", async () => {
    const lou = await aLabourer();
    expect((await refused({ lessons: "portal" }, lou)).lessons).toContain(
      "has not completed the lessons",
    );
    await completeLessons(await city.viewer(lou.number), city.portal);
    const sheet = await aSheet(ray, city.portal, [{}], { lessons: "portal" });
    expect(await recordSheet(ray, city.portal, "team", [lou.number], sheet)).toHaveProperty(
      "references",
    );
  });

  test("lessons read aloud without a day, after the signature, or by nobody", async () => {
    const lessons = "read-aloud";
    expect(await refused({ lessons })).toMatchObject({
      readOn: expect.any(String),
      readBy: expect.any(String),
    });
    const late = await refused({ lessons, readOn: "2026-11-24", readBy: "1005" });
    expect(late.readOn).toContain("the lessons come first");
  });
});

describe("papers are recorded by HR, or by the supervisor of that day:", () => {
  test("another supervisor, the person and somebody without a report record nothing", async () => {
    const lou = await aLabourer();
    for (const handle of ["1008", lou.number, "1011"]) {
      const viewer = await city.viewer(handle);
      for (const circle of ["team", "hr"] as const) {
        const sheet = await aSheet(viewer, city.portal, [{}]);
        const done = await recordSheet(viewer, city.portal, circle, [lou.number], sheet);
        expect(done).toHaveProperty("errors.form");
      }
    }
    expect(await stateOf(lou.assignmentId)).toBeNull();
  });

  test("HR records no paper of their own", async () => {
    await assignTo(city.portal, hr.personId, { dueOn: "2026-12-20", track: "official-channels" });
    const sheet = await aSheet(hr, city.portal, [{ duty: "official-channels.1" }], {
      witness: "1001",
    });
    expect(await recordSheet(hr, city.portal, "hr", ["1002"], sheet)).toHaveProperty("errors.form");
  });

  test("somebody on leave may sign too", async () => {
    const lou = await aLabourer();
    const leave = { personId: lou.personId, fromOn: "2026-11-01", untilOn: null };
    await city.portal.db.transaction((tx) =>
      recordLeave(tx, leave, { by: null, now: city.portal.now() }),
    );
    const sheet = await aSheet(ray, city.portal, [{}]);
    expect(await recordSheet(ray, city.portal, "team", [lou.number], sheet)).toHaveProperty(
      "references",
    );
  });
});

test("a paper settles the version it names, also when a newer one was published since", async () => {
  const lou = await aLabourer();
  await publishNext(city.portal, "2026-11-23");
  const sheet = await aSheet(ray, city.portal, [{}]);
  const done = await recordSheet(ray, city.portal, "team", [lou.number], sheet);
  if ("errors" in done) throw new Error(JSON.stringify(done.errors));
  const kept = await readAcknowledgement(hr, city.portal, done.references[0] ?? "");
  expect(kept?.version.number).toBe(1);
});

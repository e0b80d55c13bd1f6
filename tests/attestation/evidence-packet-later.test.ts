import { beforeAll, describe, expect, test } from "vitest";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { moveByHand } from "#app/attestation/move-by-hand.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { findSubject, makeEvidencePacket } from "#app/evidence/make-packet.ts";
import type { EvidencePacket } from "#app/evidence/packet.ts";
import { readPacket, writePacket } from "#app/evidence/packet-file.ts";
import { signPacket } from "#app/evidence/sign-packet.ts";
import { verifyPacket } from "#app/evidence/verify-packet.ts";
import { sha256Hex } from "#app/ledger/canonical.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { readNotice } from "#app/notices/notice.ts";
import { changeNotice, handOverSlip } from "#app/notices/notice-act.ts";
import { type NewNotice, oweNotices } from "#app/notices/owe-notices.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { recordSheet } from "#app/paper/record-sheet.ts";
import { readLines } from "#app/people/import/lines.ts";
import { importKit } from "#tests/people/import/import-kit.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { answering, mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aPdf, aSheet, staged } from "#tests/support/paper.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;
let ray: Viewer;
const kit = importKit(city, () => hr);

beforeAll(async () => {
  hr = await city.viewer("1002");
  ray = await city.viewer("1004");
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
});

let count = 0;

/** Somebody with one open assignment. */
async function somebody(email?: string) {
  count += 1;
  const number = String(6000 + count);
  const personId = await hire(
    city.portal,
    { number, givenName: "Robin", familyName: `Test ${number}`, ...(email ? { email } : {}) },
    { fromOn: "2026-06-01", supervisorId: ray.personId },
  );
  const assignmentId = await assignTo(city.portal, personId, { dueOn: "2026-12-14" });
  return { number, personId, assignmentId };
}

/** The packet about them, every record of it sealed. */
async function packetOf(handle: string): Promise<EvidencePacket> {
  const address = { handle, policy: "3.51", version: "1" };
  const subject = await findSubject(hr, city.portal, address);
  if (!subject) throw new Error(`There is nothing about ${handle}.`);
  await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
  return makeEvidencePacket(hr, city.portal, subject, { atMostMs: 0 });
}

const verify = (packet: EvidencePacket) => verifyPacket(packet, publicKeySet(city.portal.keys));

/** It verifies as a file; and with one thing changed it fails, even when the portal's key signs it anew. */
async function expectSound(
  packet: EvidencePacket,
  changes: [RegExp, (copy: EvidencePacket) => void][],
) {
  const read = readPacket(Buffer.from(writePacket(packet)));
  if ("refused" in read) throw new Error(read.refused);
  expect(await verify(read.packet)).toHaveProperty("verdict");
  for (const [because, change] of changes) {
    const { signature, ...copy } = structuredClone(packet);
    change(copy as EvidencePacket);
    const resigned = await signPacket(city.portal.keys, copy);
    expect(await verify(resigned)).toEqual({ refused: expect.stringMatching(because) });
  }
}

function first<T>(list: T[] | undefined): T {
  const [one] = list ?? [];
  if (one === undefined) throw new Error("The list is empty.");
  return one;
}

/** The words of a section that a reader looks at. */
const wordsOf = ({ document }: EvidencePacket, id: string) =>
  JSON.stringify(document.find((section) => section.id === `evidence-${id}`));

const actsOf = ({ records }: EvidencePacket) => records.map(({ record }) => record.act);

test("due days moved and an ending are in the packet with why, by whom and when, and bound to the ledger", async () => {
  const robin = await somebody();
  const { assignmentId } = robin;
  const moved = { assignmentId, fromOn: "2026-12-14", toOn: "2026-12-21", words: "Asked for it." };
  expect(await moveByHand(hr, city.portal, moved)).toEqual({ dueOn: "2026-12-21" });
  const words = "Works for another city.";
  expect(await endByHand(hr, city.portal, { assignmentId, words })).toEqual({ ended: true });

  const packet = await packetOf(robin.number);
  const at = city.portal.now().toISOString();
  expect(first(packet.assignments).changes).toEqual([
    {
      ...{ what: "due-day-moved", at, by: "Helen Osei", why: "by-hand", words: "Asked for it." },
      ...{ from_on: "2026-12-14", to_on: "2026-12-21" },
    },
    { what: "ended", at, by: "Helen Osei", why: "by-hand", words },
  ]);
  expect(actsOf(packet)).toEqual(expect.arrayContaining(["move-due-day", "end-assignment"]));
  expect(wordsOf(packet, "in-short")).toContain("Ended without an acknowledgement, by hand");
  expect(wordsOf(packet, "why-in-scope")).toContain("Due day moved to 21 December 2026");
  const isElse = /^What happened to the assignment .* is not as it was/;
  await expectSound(packet, [
    [isElse, (copy) => first(copy.assignments).changes.pop()],
    [isElse, (copy) => Object.assign(first(copy.assignments).changes, { length: 0 })],
    [
      isElse,
      (copy) => Object.assign(first(first(copy.assignments).changes), { to_on: "2027-01-01" }),
    ],
    [isElse, (copy) => Object.assign(first(copy.assignments), { settled_as: null })],
  ]);
});

describe("the packet answers whether this person was told, when, and how that is known", () => {
  const owe = (notice: Omit<NewNotice, "key">) =>
    city.portal.db.transaction((tx) =>
      oweNotices(tx, [{ key: `test ${++count}`, ...notice }], city.portal.now()),
    );
  const isElse = /^The notice .* is not as it was/;

  test("by mail: to which address, when, with which words, and that it came back", async () => {
    const server = await startMailServer();
    const robin = await somebody("robin@mail.example");
    await owe({ kind: "assignment", ...robin });
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const sent = await packetOf(robin.number);
    expect(sent.notices).toMatchObject([
      {
        ...{ kind: "assignment", assignment: robin.assignmentId, owed_by: null, state: "sent" },
        steps: [
          { step: "attempt", address: "robin@mail.example", subject: server.received[0]?.subject },
          { step: "sent", at: city.portal.now().toISOString(), address: "robin@mail.example" },
        ],
      },
    ]);
    const [attempt, taken] = first(sent.notices).steps;
    expect(attempt?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(taken?.digest).toBe(attempt?.digest);
    expect(wordsOf(sent, "notices")).toContain(
      "By mail: the mail server took it for robin@mail.example on 23 November 2026",
    );
    await expectSound(sent, [
      [isElse, (copy) => first(copy.notices).steps.pop()],
      [isElse, (copy) => Object.assign(first(copy.notices).steps[1] ?? {}, { step: "came-back" })],
      [
        isElse,
        (copy) =>
          Object.assign(first(copy.notices).steps[1] ?? {}, {
            at: sent.made_at.replace("2026", "2025"),
          }),
      ],
      [
        isElse,
        (copy) => Object.assign(first(copy.notices).steps[1] ?? {}, { digest: "0".repeat(64) }),
      ],
    ]);

    const notice = await readNotice(hr, city.portal, first(sent.notices).id);
    if (!notice) throw new Error("The notice is gone.");
    const cameBack = { act: "came-back", reason: "Mailbox full." } as const;
    await changeNotice(hr, city.portal, notice, cameBack);
    const returned = await packetOf(robin.number);
    expect(actsOf(returned)).toContain("notice-came-back");
    expect(wordsOf(returned, "notices")).toMatch(
      /No: the mail server took it for robin@mail.example, and it came back.*Came back, by Helen Osei: Mailbox full\./,
    );
  });

  test("refused, and then handed over on paper by somebody who is named", async () => {
    const server = await startMailServer({
      onRcptTo: (_address, _session, answer) => answer(answering(550, "no such mailbox")),
    });
    const robin = await somebody("gone@mail.example");
    await owe({ kind: "assignment", ...robin });
    await sendNotices({ ...city.portal, mail: mailTo(server) });
    const refused = await packetOf(robin.number);
    expect(wordsOf(refused, "notices")).toMatch(/No: the mail server refused it.*no such mailbox/);

    const { id } = first(refused.notices);
    await handOverSlip(ray, city.portal, { id, kind: "assignment", personId: robin.personId });
    const handedOver = await packetOf(robin.number);
    expect(actsOf(handedOver)).toEqual(
      expect.arrayContaining(["notice-refused", "notice-handed-over"]),
    );
    expect(wordsOf(handedOver, "notices")).toContain("On paper: Ray Monkman recorded on");
    await expectSound(handedOver, [[isElse, (copy) => first(copy.notices).steps.pop()]]);
  });

  test("nothing of what told them of other people, or of other versions", async () => {
    const [robin, boss] = [await somebody(), await somebody("boss@mail.example")];
    const { assignmentId } = robin;
    await owe({ kind: "escalation", personId: boss.personId, assignmentId });
    await owe({ kind: "digest-supervisor", personId: boss.personId });
    expect((await packetOf(boss.number)).notices).toEqual([]);
    expect((await packetOf(robin.number)).notices).toEqual([]);
  });
});

describe("an acknowledgement on paper", () => {
  test("is in the packet with witness, day, lessons, who recorded it, and what the scan is", async () => {
    const robin = await somebody();
    const scan = await staged(hr, city.portal);
    const sheet = await aSheet(hr, city.portal, [{ name: "R. Test" }], {
      ...{ witness: "1008", lessons: "read-aloud", readOn: "2026-11-23", readBy: "1005" },
      staged: scan.id,
    });
    await recordSheet(hr, city.portal, "hr", [robin.number], sheet);
    const packet = await packetOf(robin.number);
    const { acknowledgement } = first(packet.assignments);
    expect(acknowledgement?.paper).toEqual({
      signed_on: "2026-11-23",
      witness: { name: "Priya Raman", number: "1008" },
      lessons: "read-aloud",
      read_aloud: { on: "2026-11-23", by: { name: "Nadia Petryk", number: "1005" } },
      recorded_by: { name: "Helen Osei", number: "1002" },
      scan: { media_type: "application/pdf", size: aPdf.length, sha256: scan.digest },
    });
    expect(wordsOf(packet, "in-short")).toContain("before a witness (Priya Raman)");
    const did = wordsOf(packet, "what-they-did");
    for (const words of [
      scan.digest,
      `PDF, ${aPdf.length} bytes`,
      "handed over beside this packet",
    ])
      expect(did).toContain(words);
    const text = JSON.stringify(packet.document);
    expect(text).toContain("it was read aloud to them on 23 November 2026 by Nadia Petryk");
    expect(text).toContain("That it was this person who signed the paper");
    const isElse = /^The paper behind the acknowledgement .* is not as it was/;
    const paperOf = (copy: EvidencePacket) => first(copy.assignments).acknowledgement?.paper ?? {};
    await expectSound(packet, [
      [isElse, (copy) => Object.assign(paperOf(copy), { witness: { name: "X", number: "1" } })],
      [isElse, (copy) => Object.assign(paperOf(copy), { signed_on: "2026-11-24" })],
      [
        isElse,
        (copy) =>
          Object.assign(paperOf(copy), {
            scan: { media_type: "application/pdf", size: 1, sha256: "0".repeat(64) },
          }),
      ],
      [
        isElse,
        (copy) => Object.assign(first(copy.assignments).acknowledgement ?? {}, { paper: null }),
      ],
    ]);
  });

  test("that was refused says so, and never that the person acknowledged", async () => {
    const robin = await somebody();
    const sheet = await aSheet(ray, city.portal, [{ outcome: "refused" }], { staged: undefined });
    await recordSheet(ray, city.portal, "team", [robin.number], sheet);
    const packet = await packetOf(robin.number);
    expect(wordsOf(packet, "in-short")).toContain("Refused, before a witness (Ray Monkman)");
    expect(JSON.stringify(packet.document)).not.toMatch(
      /acknowledged the version|signed this statement/,
    );
    await expectSound(packet, []);
  });
});

test("what a file of the directory changed of this person is in the packet, and no line of another", async () => {
  const file = [
    { number: "6801", given: "Ada", family: "Line", department: "Arena" },
    { number: "6802", given: "Somebody", family: "Elsewhere", department: "Arena" },
  ];
  const { number } = await kit.merge((await kit.read(file)).number);
  const packet = await packetOf("6801");
  const list = await readLines(hr, city.portal, number);
  const one = first(packet.history.imports);
  expect(one).toMatchObject({ number, merged_by: "Helen Osei", changes_digest: sha256Hex(list) });
  expect(list.split("\n")).toContain(one.line);
  const record = packet.records.find(({ record }) => record.id === one.record);
  expect(record).toMatchObject({ record: { act: "import-directory", about: null } });
  expect(record?.proof).not.toBeNull();
  expect(JSON.stringify(packet)).not.toContain("Elsewhere");
  expect(wordsOf(packet, "why-in-scope")).toMatch(/New: Department \\"Arena\\"/);
  expect(wordsOf(packet, "why-in-scope")).toContain("rests on the portal's signature");
  await expectSound(packet, [
    [
      /^The import \d+ is not as it was/,
      (copy) => Object.assign(first(copy.history.imports), { changes_digest: "0".repeat(64) }),
    ],
  ]);
});

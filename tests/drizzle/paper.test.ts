import { hash, randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { formRecord } from "#app/ledger/record.ts";
import { recordSheet } from "#app/paper/record-sheet.ts";
import { aPdf, aSheet } from "#tests/support/paper.ts";
import { testPortal } from "#tests/support/portal.ts";
import { dutyOf } from "#tests/support/training.ts";

const city = testPortal();
const at = "2026-11-23T16:00:00.000Z";
const digest = hash("sha256", aPdf);

/** Mara, whose assignment is open; Ray, who supervises her; Priya, who can witness. */
let people: { mara: string; ray: string; priya: string; assignment: string; version: string };

beforeAll(async () => {
  const [mara, ray, priya] = await Promise.all(["1006", "1004", "1008"].map(city.viewer));
  if (!mara || !ray || !priya) throw new Error("The cast is not here.");
  const duty = await dutyOf(mara, city.portal);
  people = {
    ...{ mara: mara.personId, ray: ray.personId, priya: priya.personId },
    ...{ assignment: duty.assignmentId, version: duty.version.id },
  };
});

type Changes = {
  grade?: string;
  facts?: object;
  by?: string;
  paper?: object | null;
  scan?: { pieces?: Buffer[]; size?: number } | null;
};

/** Writes an acknowledgement with its paper past the application, in one transaction; changes what is given. */
function force(sql: Sql, { grade = "witnessed", facts = {}, by, paper = {}, scan = {} }: Changes) {
  const { mara, ray, priya, assignment, version } = people;
  const scanId = scan ? randomUUID() : null;
  const reference = `R-${randomUUID().slice(0, 8)}`;
  const method = grade === "self" ? "password" : "paper";
  const { id: recordId, body } = formRecord({
    ...{ act: "acknowledge", by: by ?? ray, about: mara, at: new Date(at) },
    facts: {
      ...{ assignment, reference, grade, method, version_digest: "", shown_digest: "" },
      ...{ witness: priya, signed_on: "2026-11-20", scan_digest: scan ? digest : null },
      ...{ lessons_taken: "not-taken", lessons_read_on: null, lessons_read_by: null },
      ...facts,
    },
  });
  return sql.begin(async (tx) => {
    if (scan) {
      const { pieces = [aPdf], size = aPdf.length } = scan;
      await tx`insert into scans ${tx({ id: scanId, media_type: "application/pdf", size, digest, scanned_by: ray, kept_at: at })}`;
      for (const [position, bytes] of pieces.entries()) {
        await tx`insert into scan_pieces ${tx({ scan_id: scanId, position, bytes })}`;
      }
    }
    await tx`insert into ledger_records ${tx({ id: recordId, act: "acknowledge", about: mara, recorded_at: at, body })}`;
    const [kept] = await tx`insert into acknowledgements ${tx({
      ...{ reference, assignment_id: assignment, person_id: mara, version_id: version },
      ...{ track: "personal-use", grade, typed_name: "M", directory_name: "M", method },
      ...{ acknowledged_at: at, record_id: recordId },
    })} returning id`;
    if (paper) {
      await tx`insert into paper_acknowledgements ${tx({
        ...{ acknowledgement_id: kept?.id, person_id: mara, grade, sheet_id: randomUUID() },
        ...{ signed_on: "2026-11-20", witness_id: priya, witness_name: "P", scan_id: scanId },
        ...{ lessons: "not-taken", read_on: null, read_by: null, reader_name: null },
        ...{ recorded_by: ray, recorder_name: "R", recorded_at: at },
        ...paper,
      })}`;
    }
    // What would be kept is taken back, so that each test begins with the same open assignment.
    await tx`set constraints all immediate`;
    throw new Error("It would be kept.");
  });
}

const rule = (constraint_name: string) => ({ constraint_name });

test.each(["owner", "portal"] as const)(
  "a right paper would be kept, written by the %s",
  async (role) => {
    await expect(force(city.database[role], {})).rejects.toThrow("It would be kept");
    const refusal = { grade: "refused", scan: null } as const;
    await expect(force(city.database[role], refusal)).rejects.toThrow("It would be kept");
  },
);

describe.each(["owner", "portal"] as const)("around the application, as the %s:", (role) => {
  const forced = (changes: () => Changes) => force(city.database[role], changes());
  const refusals: [string, () => Changes, string][] = [
    [
      "one before a witness has its paper",
      () => ({ paper: null }),
      "acknowledgements_on_paper_name_their_witness",
    ],
    [
      "a refusal has its paper",
      () => ({ grade: "refused", paper: null }),
      "acknowledgements_on_paper_name_their_witness",
    ],
    [
      "the person is not the witness",
      () => ({ paper: { witness_id: people.mara } }),
      "paper_acknowledgements_are_witnessed_by_another",
    ],
    [
      "the person does not record it",
      () => ({ paper: { recorded_by: people.mara } }),
      "paper_acknowledgements_are_recorded_by_another",
    ],
    ["what was signed has a scan", () => ({ scan: null }), "paper_acknowledgements_have_a_scan"],
    [
      "read aloud needs a day and a name",
      () => ({ paper: { lessons: "read-aloud" } }),
      "paper_acknowledgements_say_who_read_aloud",
    ],
    [
      "nobody is taught by themselves",
      () => ({
        paper: {
          lessons: "read-aloud",
          read_on: "2026-11-19",
          read_by: people.mara,
          reader_name: "M",
        },
      }),
      "paper_acknowledgements_are_read_by_another",
    ],
    [
      "nothing is signed in advance",
      () => ({ paper: { signed_on: "2026-11-25" } }),
      "paper_acknowledgements_are_signed_in_time",
    ],
    [
      "nothing is signed before it was assigned",
      () => ({ paper: { signed_on: "2026-11-01" } }),
      "paper_acknowledgements_are_signed_in_time",
    ],
    [
      "lessons in the portal are complete there",
      () => ({ paper: { lessons: "portal" } }),
      "paper_acknowledgements_follow_every_lesson",
    ],
    [
      "the grade is that of the acknowledgement",
      () => ({ paper: { grade: "refused" } }),
      "paper_acknowledgements_belong_to_an_acknowledgement",
    ],
    [
      "the ledger names the witness",
      () => ({ facts: { witness: people.ray } }),
      "paper_acknowledgements_are_what_the_ledger_says",
    ],
    [
      "the ledger names the scan",
      () => ({ facts: { scan_digest: null } }),
      "paper_acknowledgements_are_what_the_ledger_says",
    ],
    [
      "the ledger names the lessons",
      () => ({ facts: { lessons_taken: "portal" } }),
      "paper_acknowledgements_are_what_the_ledger_says",
    ],
    [
      "the ledger names the day",
      () => ({ facts: { signed_on: "2026-11-21" } }),
      "paper_acknowledgements_are_what_the_ledger_says",
    ],
    [
      "the ledger names who recorded it",
      () => ({ by: people.priya }),
      "paper_acknowledgements_are_what_the_ledger_says",
    ],
    [
      "a scan is what its digest says",
      () => ({ scan: { pieces: [Buffer.from("another paper")] } }),
      "scans_are_what_their_digest_says",
    ],
    ["a scan has its pieces", () => ({ scan: { pieces: [] } }), "scans_are_what_their_digest_says"],
    [
      "a piece is small",
      () => ({ scan: { pieces: [Buffer.alloc(262_145)] } }),
      "scan_pieces_are_small",
    ],
  ];
  test.each(refusals)("%s", async (_, changes, constraint) => {
    await expect(forced(changes)).rejects.toMatchObject(rule(constraint));
  });
});

test("one of grade self has no paper", async () => {
  await expect(force(city.database.owner, { grade: "self" })).rejects.toMatchObject({
    code: "23514",
  });
});

describe("once recorded", () => {
  beforeAll(async () => {
    const ray = await city.viewer("1004");
    const sheet = await aSheet(ray, city.portal, [{}]);
    await recordSheet(ray, city.portal, "team", ["1007"], sheet);
  });

  test("a paper is added to no acknowledgement made before", async () => {
    const later = city.database.owner`
      insert into paper_acknowledgements
      select gen_random_uuid(), person_id, grade, sheet_id, signed_on, witness_id, witness_name, scan_id,
        lessons, read_on, read_by, reader_name, recorded_by, recorder_name, recorded_at
      from paper_acknowledgements limit 1`;
    await expect(later).rejects.toMatchObject(rule("paper_acknowledgements_come_with_theirs"));
  });

  test("a scan gets no further piece", async () => {
    const later = city.database.portal`
      insert into scan_pieces select scan_id, 9, bytes from scan_pieces limit 1`;
    await expect(later).rejects.toMatchObject(rule("scans_are_kept_whole"));
  });

  test.each([
    ["paper_acknowledgements", "witness_name"],
    ["scans", "digest"],
    ["scan_pieces", "bytes"],
  ])("%s are never changed or removed", async (table, column) => {
    for (const change of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await expect(city.database.portal.unsafe(change)).rejects.toMatchObject({ code: "42501" });
      await expect(city.database.owner.unsafe(change)).rejects.toThrow(/is evidence/);
    }
  });
});

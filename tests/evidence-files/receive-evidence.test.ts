import { hash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { attachStagedEvidence } from "#app/evidence-files/attach-evidence.ts";
import { limits } from "#app/evidence-files/limits.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readStagedEvidence, removeStagedEvidence } from "#app/evidence-files/staged-evidence.ts";
import { type DraftKey, newDraftKey } from "#app/intake/draft.ts";
import { openDraft } from "#app/intake/form/open-draft.ts";
import { aPicture, streamed, upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();

test("several files sent at once are staged for a draft, and become evidence of its report", async () => {
  const draft = newDraftKey();
  const picture = await aPicture();
  const sent = upload(
    [
      { name: "post.jpg", bytes: picture },
      { name: "what he said.txt", bytes: "It is a circus." },
    ],
    { form: "a form" },
  );
  const received = await receiveEvidence(city.portal, sent, {
    draft: openDraft(city.portal, draft),
  });
  expect(received).toMatchObject({
    fields: { form: "a form" },
    arrived: [
      { name: "post.jpg", size: picture.length },
      { name: "what he said.txt", size: 15 },
    ],
    refused: [],
  });
  expect(await readStagedEvidence(city.portal, draft)).toMatchObject([
    { name: "post.jpg", mediaType: "image/jpeg" },
    { name: "what he said.txt", mediaType: "text/plain" },
  ]);
  const { report } = await fileReport(city.portal, {}, (tx, filed) =>
    attachStagedEvidence(city.portal, tx, filed, draft),
  );
  expect(await listEvidence(city.portal, city.portal.db, report)).toMatchObject([
    { name: "post.jpg", digest: hash("sha256", picture), copy: "waiting", addedAt: null },
    { name: "what he said.txt", author: "reporter", copy: null },
  ]);
  expect(await readStagedEvidence(city.portal, draft)).toEqual([]);
});

test("a staged file is removed with its bytes, and only with the draft's own key", async () => {
  const draft = newDraftKey();
  await receiveEvidence(city.portal, upload([{ name: "a.txt", bytes: "a" }]), {
    draft: openDraft(city.portal, draft),
  });
  const [file] = await readStagedEvidence(city.portal, draft);
  const id = file?.id ?? "";
  const thief = { ...newDraftKey(), id: draft.id };
  expect(await readStagedEvidence(city.portal, thief)).toEqual([]);
  expect(await removeStagedEvidence(city.portal, thief, id)).toBe(false);
  expect(await removeStagedEvidence(city.portal, draft, randomUUID())).toBe(false);
  expect(await removeStagedEvidence(city.portal, draft, id)).toBe(true);
  const { owner } = city.database;
  expect(await owner`select from evidence_pieces where file_id = ${id}`).toHaveLength(0);
});

const { fileBytes } = limits;
const text = { name: "a.txt", bytes: "The first." };
/** As a video begins. */
const head = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0mif1isom", "latin1");

const namesOf = async (draft: DraftKey) =>
  (await readStagedEvidence(city.portal, draft)).map(({ name }) => name);

/** Files of which there is anything in the database, however little. */
async function countFiles(): Promise<number> {
  const [row] = await city.database.owner`
    select (select count(*)::int from evidence_files) as files,
      (select count(distinct file_id)::int from evidence_pieces) as "inPieces"`;
  expect(row?.files).toBe(row?.inPieces);
  return row?.files;
}

describe("one file that cannot stay leaves the others of its request as they are:", () => {
  test.each<[string, { name: string; bytes: Uint8Array | string }, RegExp]>([
    ["empty", { name: "empty.jpg", bytes: "" }, /“empty.jpg” is empty/],
    ["a program", { name: "a.pdf", bytes: `MZ${"\0".repeat(99)}` }, /“a.pdf” is a program/],
    [
      "text only at first",
      { name: "long.txt", bytes: `${"a".repeat(300_000)}\0` },
      /“long.txt” begins as text/,
    ],
  ])("%s", async (_, bad, sentence) => {
    const before = await countFiles();
    const draft = newDraftKey();
    const sent = upload([text, bad, { name: "b.txt", bytes: "The last." }]);
    const { arrived, refused } = await receiveEvidence(city.portal, sent, {
      draft: openDraft(city.portal, draft),
    });
    expect(arrived.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
    expect(refused).toEqual([{ name: bad.name, sentence: expect.stringMatching(sentence) }]);
    expect(await namesOf(draft)).toEqual(["a.txt", "b.txt"]);
    expect(await countFiles()).toBe(before + 2);
  });

  test("larger than 100 MB", async () => {
    const before = await countFiles();
    const draft = newDraftKey();
    const sent = streamed([
      { ...text, size: 10 },
      { name: "long.mp4", bytes: head, size: fileBytes + 1 },
      { name: "b.txt", bytes: "The last.", size: 9 },
    ]);
    const { refused } = await receiveEvidence(city.portal, sent, {
      draft: openDraft(city.portal, draft),
    });
    expect(refused).toMatchObject([{ sentence: /“long.mp4” is larger than 100 MB/ }]);
    expect(await namesOf(draft)).toEqual(["a.txt", "b.txt"]);
    expect(await countFiles()).toBe(before + 2);
  });

  test("cut off in the middle", async () => {
    const before = await countFiles();
    const draft = newDraftKey();
    const files = [
      { ...text, size: 10 },
      { name: "cut.mp4", bytes: head, size: 3_000_000 },
    ];
    const sent = streamed(files, { cutAfter: 2_000_000 });
    const { refused } = await receiveEvidence(city.portal, sent, {
      draft: openDraft(city.portal, draft),
    });
    expect(refused).toMatchObject([{ sentence: /“cut.mp4” did not arrive whole. Send it again/ }]);
    expect(await namesOf(draft)).toEqual(["a.txt"]);
    expect(await countFiles()).toBe(before + 1);
  });

  test("one for which the disk has no room", async () => {
    const before = await countFiles();
    const draft = newDraftKey();
    const { owner } = city.database;
    await owner.unsafe(`
      create function fill_disk() returns trigger language plpgsql as $$ begin
        if new.position >= 4 then raise exception 'no room' using errcode = '53100'; end if;
        return new;
      end $$;
      create trigger full_disk before insert on evidence_pieces for each row execute function fill_disk()`);
    try {
      const sent = streamed([
        { ...text, size: 10 },
        { name: "film.mp4", bytes: head, size: 3_000_000 },
        { name: "b.txt", bytes: "The last.", size: 9 },
      ]);
      const { refused } = await receiveEvidence(city.portal, sent, {
        draft: openDraft(city.portal, draft),
      });
      expect(refused).toMatchObject([{ sentence: /“film.mp4” found no room.*Try again later/ }]);
    } finally {
      await owner`drop trigger full_disk on evidence_pieces`;
    }
    expect(await namesOf(draft)).toEqual(["a.txt", "b.txt"]);
    expect(await countFiles()).toBe(before + 2);
  });
});

test("an input in which nothing was chosen is nothing, and what is no form is said to be none", async () => {
  const draft = newDraftKey();
  const nothing = upload([{ name: "", bytes: "" }], { form: "1" });
  expect(
    await receiveEvidence(city.portal, nothing, { draft: openDraft(city.portal, draft) }),
  ).toEqual({
    ...{ fields: { form: "1" }, arrived: [], refused: [] },
  });
  const odd = new Request("http://127.0.0.1:3000/", { method: "POST", body: "odd" });
  const { refused } = await receiveEvidence(city.portal, odd, {
    draft: openDraft(city.portal, draft),
  });
  expect(refused).toMatchObject([{ sentence: "The form did not arrive whole. Send it again" }]);
});

test("of more than 20 files in a request the first 20 are taken, and 50 in all", async () => {
  const draft = newDraftKey();
  const some = (count: number) =>
    upload(Array.from({ length: count }, (_, index) => ({ name: `${index}.txt`, bytes: "a" })));
  const first = await receiveEvidence(city.portal, some(21), {
    draft: openDraft(city.portal, draft),
  });
  expect(first.arrived).toHaveLength(20);
  expect(first.refused).toMatchObject([{ sentence: /^Only the first 20 files were taken/ }]);
  await receiveEvidence(city.portal, some(20), { draft: openDraft(city.portal, draft) });
  const last = await receiveEvidence(city.portal, some(11), {
    draft: openDraft(city.portal, draft),
  });
  expect(last.arrived).toHaveLength(10);
  expect(last.refused).toMatchObject([{ sentence: /“10.txt” is one too many/ }]);
});

test("a file of 100 MB never stands whole in memory: what arrived is in the database but for three MB", async () => {
  const draft = newDraftKey();
  let most = 0;
  const look = async (given: number) => {
    const [row] = await city.database.owner`
      select count(*)::int as pieces from evidence_pieces p
      where not exists (select from staged_evidence s where s.file_id = p.file_id)`;
    most = Math.max(most, given - (row?.pieces ?? 0) * 262_144);
  };
  const { owner } = city.database;
  await owner`delete from evidence_files f where not exists (select from held_evidence e where e.file_id = f.id)`;
  const sent = streamed([{ name: "film.mp4", bytes: head, size: fileBytes }], { look });
  const { arrived } = await receiveEvidence(city.portal, sent, {
    draft: openDraft(city.portal, draft),
  });
  expect(arrived).toMatchObject([{ size: fileBytes }]);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(3 * 1024 * 1024);
});

describe("evidence added to a report", () => {
  const recordsOf = (act: string) => city.database.owner`
    select body::json as body from ledger_records where act = ${act} order by recorded_at, id`;

  test("by the office stands in the ledger, with who and a keyed digest", async () => {
    const { report } = await fileReport(city.portal);
    const { personId } = await city.viewer("1014");
    const to = { holder: report, by: personId };
    await receiveEvidence(city.portal, upload([text]), to);
    const facts = {
      report: city.portal.vault.indexOf("report", report.id),
      file: city.portal.vault.indexOf("file", hash("sha256", text.bytes)),
    };
    expect(await recordsOf("add-evidence")).toMatchObject([{ body: { by: personId, facts } }]);
    expect(await listEvidence(city.portal, city.portal.db, report)).toMatchObject([
      { author: "office", addedBy: "Joanne Settee", addedAt: city.portal.now() },
    ]);
  });

  test("by an anonymous reporter leaves no moment, and nothing in the ledger that day", async () => {
    const { report } = await fileReport(city.portal);
    const before = await recordsOf("add-to-report");
    await receiveEvidence(city.portal, upload([text]), { holder: report, by: null });
    expect(await recordsOf("add-to-report")).toEqual(before);
    expect(await listEvidence(city.portal, city.portal.db, report)).toMatchObject([
      { author: "reporter", addedBy: null, addedOn: "2026-11-23", addedAt: null },
    ]);
  });

  test("stays at 50 files, also where two send at once", async () => {
    const { report } = await fileReport(city.portal);
    const to = { holder: report, by: null };
    const some = () =>
      upload(Array.from({ length: 20 }, (_, index) => ({ name: `${index}.txt`, bytes: "a" })));
    await receiveEvidence(city.portal, some(), to);
    await receiveEvidence(city.portal, some(), to);
    const [one, other] = await Promise.all([
      receiveEvidence(city.portal, some(), to),
      receiveEvidence(city.portal, some(), to),
    ]);
    expect(one.arrived.length + other.arrived.length).toBe(10);
    expect(await listEvidence(city.portal, city.portal.db, report)).toHaveLength(50);
  });
});

test("neither names nor bytes of evidence can be read in the database", async () => {
  const draft = newDraftKey();
  const secret = { name: "my telling name.txt", bytes: "my telling words" };
  await receiveEvidence(city.portal, upload([secret]), { draft: openDraft(city.portal, draft) });
  const [row] = await city.database.owner`
    select string_agg(encode(s.described || s.wrapped_key || p.bytes, 'escape'), '') as everything
    from staged_evidence s join evidence_pieces p using (file_id) where s.draft_id = ${draft.id}`;
  expect(row?.everything).not.toContain("telling");
});

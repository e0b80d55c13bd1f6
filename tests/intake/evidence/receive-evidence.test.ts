import { hash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { newDraftKey } from "#app/intake/draft.ts";
import { attachStagedEvidence } from "#app/intake/evidence/attach-evidence.ts";
import { listEvidence } from "#app/intake/evidence/list-evidence.ts";
import { receiveEvidence } from "#app/intake/evidence/receive-evidence.ts";
import { readStagedEvidence, removeStagedEvidence } from "#app/intake/evidence/staged-evidence.ts";
import { aPicture, upload } from "#tests/support/evidence.ts";
import { testPortal } from "#tests/support/portal.ts";
import { aReport } from "#tests/support/report.ts";

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
  const received = await receiveEvidence(city.portal, sent, { draft });
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
  const report = await aReport(city.portal, {}, (tx, filed) =>
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
  await receiveEvidence(city.portal, upload([{ name: "a.txt", bytes: "a" }]), { draft });
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

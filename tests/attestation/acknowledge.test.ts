import { expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { readAcknowledgement, readOwnAcknowledgements } from "#app/attestation/acknowledgement.ts";
import { assign } from "#app/attestation/assignment.ts";
import { receiptFile } from "#app/attestation/receipt.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { verifyReceipt } from "#app/ledger/receipt.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { type Duty, isOpen } from "#app/training/duties.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
const overdue = "1007";
const newStarter = "1006";
const lifeguard = "1009";
const foreperson = "1005";

const statement = (duty: Duty, changes = {}) => ({
  versionDigest: duty.version.versionDigest,
  agreed: true,
  typedName: "As I Write It",
  password: demoPassword,
  ...changes,
});

test("nobody acknowledges before every lesson is complete", async () => {
  const viewer = await city.viewer(overdue);
  const duty = await dutyOf(viewer, city.portal);

  const refused = await acknowledge(viewer, city.portal, duty, statement(duty));

  expect(refused).toMatchObject({
    status: 409,
    refused: expect.stringMatching(/Complete the lesson/),
  });
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(0);
});

test("an acknowledgement needs the statement, the password, and the version that was shown", async () => {
  const viewer = await city.viewer(overdue);
  await completeLessons(viewer, city.portal);
  const duty = await dutyOf(viewer, city.portal);
  const attempt = (changes: object) =>
    acknowledge(viewer, city.portal, duty, statement(duty, changes));

  expect(await attempt({ agreed: false })).toMatchObject({ at: "agreed", status: 400 });
  expect(await attempt({ password: "somebody else's" })).toMatchObject({
    at: "password",
    status: 400,
  });
  expect(await attempt({ versionDigest: "0".repeat(64) })).toMatchObject({
    status: 409,
    refused: expect.stringContaining("policy has changed"),
  });
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(0);
});

test("pressed twice at once, one acknowledgement is recorded and both presses get its receipt", async () => {
  const viewer = await city.viewer(overdue);
  const duty = await dutyOf(viewer, city.portal);

  const presses = await Promise.all(
    Array.from({ length: 4 }, () => acknowledge(viewer, city.portal, duty, statement(duty))),
  );

  const references = presses.map((press) =>
    "reference" in press ? press.reference : press.refused,
  );
  expect(new Set(references).size).toBe(1);
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(1);
  const records = await city.database.owner`
    select from ledger_records where act = 'acknowledge' and about = ${viewer.personId}`;
  expect(records).toHaveLength(1);
  const after = await dutyOf(viewer, city.portal);
  expect(after).toMatchObject({ state: "acknowledged", reference: references[0] });
});

test("a name that differs from the directory's is kept as typed", async () => {
  const viewer = await city.viewer(overdue);
  const { reference } = await dutyOf(viewer, city.portal);

  const kept = await readAcknowledgement(viewer, city.portal, reference ?? "");

  expect(kept).toMatchObject({
    typedName: "As I Write It",
    directoryName: "Dale Kozak",
    isOwn: true,
  });
});

test("the receipt waits for its seal, then verifies without the portal", async () => {
  const viewer = await city.viewer(overdue);
  const { reference } = await dutyOf(viewer, city.portal);
  const kept = await readAcknowledgement(viewer, city.portal, reference ?? "");
  if (!kept) throw new Error("The acknowledgement is not there.");
  expect(await receiptFile(city.portal, kept)).toBeNull();

  await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
  const file = await receiptFile(city.portal, kept);

  const verified = await verifyReceipt(Buffer.from(file ?? ""), publicKeySet(city.portal.keys));
  expect(verified).toMatchObject({
    receipt: { shown: { reference, person: { typed_name: "As I Write It" } } },
  });
});

test("another person finds no receipt, HR does", async () => {
  const { reference } = await dutyOf(await city.viewer(overdue), city.portal);

  const seen = async (handle: string) =>
    readAcknowledgement(await city.viewer(handle), city.portal, reference ?? "");

  expect(await seen(newStarter)).toBeUndefined();
  expect(await seen("1012")).toBeUndefined();
  expect(await seen("1002")).toMatchObject({ isOwn: false });
});

test("the same version can be acknowledged again for a later assignment", async () => {
  const viewer = await city.viewer(overdue);
  const before = await dutyOf(viewer, city.portal);
  await assign(
    city.portal.db,
    {
      personId: viewer.personId,
      versionId: before.version.id,
      track: before.track.id,
      rule: "periodic",
      reason: "Once a year.",
      dueOn: "2027-11-30",
    },
    { by: null, now: city.portal.now() },
  );
  const again = await dutyOf(viewer, city.portal);
  expect(isOpen(again) && again.answers).toEqual([]);

  await completeLessons(viewer, city.portal);
  const duty = await dutyOf(viewer, city.portal);
  const done = await acknowledge(viewer, city.portal, duty, statement(duty));

  expect(done).not.toEqual({ reference: before.reference });
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(2);
});

test("guessing the password at the last step is slowed like a sign-in", async () => {
  const viewer = await city.viewer(lifeguard);
  await completeLessons(viewer, city.portal);
  const duty = await dutyOf(viewer, city.portal);
  const guess = () =>
    acknowledge(viewer, city.portal, duty, statement(duty, { password: "guess" }));
  for (let count = 0; count < 6; count += 1) await guess();

  expect(await guess()).toMatchObject({ status: 429, refused: expect.stringContaining("Wait") });
});

test("the database itself refuses an acknowledgement before the lessons, by whatever way it comes", async () => {
  const viewer = await city.viewer(foreperson);
  const duty = await dutyOf(viewer, city.portal);
  const { owner } = city.database;
  const forge = (recordId: string) => owner`
    insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade,
      typed_name, directory_name, method, acknowledged_at, record_id)
    values ('R-FORGED', ${duty.assignmentId}, ${viewer.personId}, ${duty.version.id}, ${duty.track.id},
      'self', 'N', 'N', 'password', now(), ${recordId})`;
  const [record] = await owner`
    select id from ledger_records r
    where not exists (select from acknowledgements k where k.record_id = r.id) limit 1`;

  await expect(forge(record?.id)).rejects.toMatchObject({
    constraint_name: "acknowledgements_follow_every_lesson",
  });
});

import { beforeEach, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { acknowledgeProven } from "#app/attestation/acknowledge-proven.ts";
import { readAcknowledgement, readOwnAcknowledgements } from "#app/attestation/acknowledgement.ts";
import { keepStatement, readStatementToProve } from "#app/attestation/statement-to-prove.ts";
import { methodWords } from "#app/attestation/words.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { beginVisit } from "#app/auth/provider/visit.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { type HandMadeProvider, startHandMadeProvider } from "#tests/support/hand-made-provider.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { comeBack, offer, sendOff, signInWith } from "#tests/support/providers.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
let there: HandMadeProvider;
let provider: Provider;

beforeEach(async () => {
  city.at(aMonday);
  city.portal.log.level = "error";
  await city.database.owner`update provider_links set ended_at = linked_at, ended_by = (
    select id from people where handle = '1012') where ended_at is null`;
  there = await startHandMadeProvider(() => city.portal.now());
  provider = there.provider();
  await offer(city.portal, provider);
});

const seconds = () => Math.floor(city.portal.now().getTime() / 1000);

/** Somebody who signed in at the provider, with every lesson done. */
async function signedInThere(handle: string): Promise<Viewer> {
  const done = await signInWith(city.portal, provider, (address) =>
    there.signIn(address, { sub: `account of ${handle}`, employee_number: handle }),
  );
  if (!("setCookie" in done)) throw new Error(done.refused);
  const { viewer } = await city.portal.sessions.signedInBy(done.setCookie.split(";")[0] ?? "");
  if (!viewer) throw new Error(`${handle} was not signed in.`);
  await completeLessons(viewer, city.portal);
  return viewer;
}

async function keep(viewer: Viewer, typedName = "As I Write It") {
  const duty = await dutyOf(viewer, city.portal);
  const { versionDigest } = duty.version;
  const stated = { versionDigest, agreed: true, typedName };
  const kept = await keepStatement(viewer, city.portal, duty, stated);
  if (!("statementId" in kept)) throw new Error("The statement was not kept.");
  return { duty, statementId: kept.statementId };
}

/** There and back for a statement; `claims` are what the provider says. */
async function prove(viewer: Viewer | null, statementId: string, claims: Record<string, unknown>) {
  const errand = { isAnew: true, statementId };
  const { address, cookie } = await sendOff(city.portal, provider, errand);
  const search = there.signIn(address, claims);
  const shown = await comeBack(city.portal, provider, { search, cookie });
  if ("refused" in shown) return shown;
  return acknowledgeProven(viewer, city.portal, provider, { statementId, shown });
}

test("a statement is recorded by a sign-in anew, and the receipt says where and when", async () => {
  const viewer = await signedInThere("1007");
  const { statementId } = await keep(viewer);

  const done = await prove(viewer, statementId, {
    ...{ sub: "account of 1007", auth_time: seconds() - 20 },
  });

  const reference = "reference" in done ? done.reference : "";
  const receipt = await readAcknowledgement(viewer, city.portal, reference);
  const at = new Date((seconds() - 20) * 1000).toISOString();
  expect(receipt).toMatchObject({
    ...{ typedName: "As I Write It", method: `provider ${at} City account` },
  });
  expect(methodWords(receipt?.method ?? "", (moment) => moment.toISOString())).toBe(
    `signed in anew with City account, ${at}`,
  );
  const { facts } = JSON.parse(receipt?.record.body ?? "{}");
  expect(facts.sign_in).toMatchObject({ provider: "city", signed_in_at: at });
  expect(receipt?.record.body).not.toContain("account of 1007");
  expect(await readStatementToProve(viewer, city.portal, { statementId })).toBeUndefined();
});

test("who signed in there does not acknowledge with a password", async () => {
  const viewer = await signedInThere("1006");
  const duty = await dutyOf(viewer, city.portal);

  const refused = await acknowledge(viewer, city.portal, duty, {
    ...{ versionDigest: duty.version.versionDigest, agreed: true },
    ...{ typedName: "Mara Sinclair", password: demoPassword },
  });

  expect(refused).toMatchObject({ status: 409, refused: expect.stringContaining("City account") });
});

test.each<[string, () => Record<string, unknown>]>([
  ["is somebody else there", () => ({ sub: "account of 1005", auth_time: seconds() })],
  ["is nobody there", () => ({ sub: "account of nobody", auth_time: seconds() })],
  ["did not sign in anew", () => ({ sub: "account of 1006", auth_time: seconds() - 3600 })],
  ["comes without the moment of it", () => ({ sub: "account of 1006" })],
])("nothing is recorded for who %s, and what was stated is kept", async (_, claims) => {
  await signedInThere("1005");
  const viewer = await signedInThere("1006");
  const { statementId } = await keep(viewer);

  expect(await prove(viewer, statementId, claims())).toHaveProperty("refused");

  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(0);
  expect(await readStatementToProve(viewer, city.portal, { statementId })).toMatchObject({
    typedName: "As I Write It",
  });
});

test("nothing is recorded for who is no longer signed in, or is signed in as somebody else", async () => {
  const other = await signedInThere("1005");
  const viewer = await signedInThere("1006");
  const { statementId } = await keep(viewer);
  const claims = { sub: "account of 1006", auth_time: seconds() };

  expect(await prove(null, statementId, claims)).toHaveProperty("refused");
  expect(await prove(other, statementId, claims)).toHaveProperty("refused");
  expect(await prove(other, statementId, { ...claims, sub: "account of 1005" })).toMatchObject({
    refused: expect.stringContaining("changed or settled"),
  });
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(0);
});

test("a statement typed anew meanwhile is not the one that was proven", async () => {
  const viewer = await signedInThere("1006");
  const first = await keep(viewer);
  const { address, cookie } = await sendOff(city.portal, provider, {
    ...{ isAnew: true, statementId: first.statementId },
  });
  await keep(viewer, "Another Name");

  const search = there.signIn(address, { sub: "account of 1006", auth_time: seconds() });

  expect(await comeBack(city.portal, provider, { search, cookie })).toHaveProperty("refused");
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(0);
});

test("without a fitting version, lessons or the tick nothing is kept to be proven", async () => {
  const viewer = await signedInThere("1006");
  const duty = await dutyOf(viewer, city.portal);
  const { versionDigest } = duty.version;
  const stated = { versionDigest, agreed: true, typedName: "Mara" };
  const attempt = (changes: object, of = duty) =>
    keepStatement(viewer, city.portal, of, { ...stated, ...changes });

  expect(await attempt({ versionDigest: "0".repeat(64) })).toHaveProperty("refused");
  expect(await attempt({ agreed: false })).toHaveProperty("refused");
  expect(await attempt({}, { ...duty, answers: [] })).toHaveProperty("refused");
});

test("two who come back for one statement at once get one receipt between them, and a third finds it gone", async () => {
  const viewer = await signedInThere("1006");
  const { statementId } = await keep(viewer);
  const claims = { sub: "account of 1006", auth_time: seconds() };
  const errand = { isAnew: true, statementId };
  const visits = await Promise.all([1, 2].map(() => sendOff(city.portal, provider, errand)));
  const shown = await Promise.all(
    visits.map(({ address, cookie }) =>
      comeBack(city.portal, provider, { search: there.signIn(address, claims), cookie }),
    ),
  );

  const both = await Promise.all(
    shown.map((one) =>
      "refused" in one
        ? one
        : acknowledgeProven(viewer, city.portal, provider, { statementId, shown: one }),
    ),
  );

  const references = both.flatMap((one) => ("reference" in one ? [one.reference] : []));
  expect(new Set(references).size).toBe(1);
  expect(await readOwnAcknowledgements(viewer, city.portal)).toHaveLength(1);
  expect(
    await beginVisit(city.portal, provider, { to: "/", isAnew: true, statementId }, null),
  ).toMatchObject({ status: 409 });
});

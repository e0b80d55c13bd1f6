import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { readAnchor } from "#app/ledger/anchor.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { oweLatestSeal } from "#app/notices/latest-seal.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { runCommand } from "#tests/ledger/run-command.ts";
import { anAct } from "#tests/ledger/written-ledger.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const goTo = (day: number, hour = 16) => city.at(new Date(Date.UTC(2026, 10, 23 + day, hour, 30)));
const seal = () => sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
const owed = async () => {
  const rows = await city.database.owner`
    select p.email, n.seal from notices n join people p on p.id = n.person_id
    where n.kind = 'latest-seal' order by n.owed_at`;
  return rows.map(({ email, seal: number }) => [email, number]);
};

beforeAll(async () => {
  city.at(aMonday);
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
});

test("the auditor is told of the latest seal once a day, where it is another than the last", async () => {
  const omar = "omar.haddad@example.net";
  await oweLatestSeal(city.portal);
  expect(await owed()).toEqual([]);
  await seal();
  await oweLatestSeal(city.portal);
  await oweLatestSeal(city.portal);
  expect(await owed()).toEqual([[omar, 1]]);
  await writeRecord(city.portal.db, anAct());
  await seal();
  await oweLatestSeal(city.portal);
  expect(await owed()).toEqual([[omar, 1]]);
  goTo(1);
  await oweLatestSeal(city.portal);
  goTo(2);
  await oweLatestSeal(city.portal);
  expect(await owed()).toEqual([
    [omar, 1],
    [omar, 2],
  ]);
});

test("a notice of a seal names which, and no other notice does, whoever writes it", async () => {
  const add = (kind: string, number: number | null) => city.database.portal`
    insert into notices (key, kind, person_id, seal, owed_at, state_at, next_at)
    select ${`${kind} ${number}`}, ${kind}, id, ${number}, now(), now(), now() from people limit 1`;
  await expect(add("latest-seal", null)).rejects.toThrow(/notices_of_a_seal_name_it/);
  await expect(add("overdue", 1)).rejects.toThrow(/notices_of_a_seal_name_it/);
  await expect(add("latest-seal", 99)).rejects.toThrow(/notices_tell_of_a_seal/);
});

test("what is pasted from the mail is accepted as an anchor, however a mail program broke it", async () => {
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });
  const mail = server.received.find(({ subject }) => subject?.startsWith("Seal 2 of the ledger"));
  const words = mail?.text ?? "";
  expect(mail?.subject).toBe("Seal 2 of the ledger, 23 November 2026");
  expect(words).toContain("/ledger/seals/latest.json");
  const [kept] = await city.database.owner`select signature from ledger_seals where number = 2`;
  const jws = kept?.signature as string;
  const html = (await simpleParser(`Content-Type: text/html\n\n${mail?.html}`)).text ?? "";
  const quoted = words.replace(/.{1,70}/g, "> $&\r\n");
  for (const pasted of [words, html, quoted, jws, ` ${jws}\n`, jws.replace(/.{60}/g, "$&\n")]) {
    expect(readAnchor(pasted)).toBe(jws);
  }
  expect(readAnchor(JSON.stringify({ signpost_seal: 1, seal: jws }))).toBe(jws);

  const folder = await mkdtemp(join(tmpdir(), "signpost-anchor-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "mail.txt"), quoted);
  await writeFile(join(folder, "jwks.json"), JSON.stringify(publicKeySet(city.portal.keys)));
  const flags = ["--keys", "jwks.json", "--anchor", "mail.txt"];
  const { status, said, complained } = await runCommand("ledger-verify", flags, {
    folder,
    env: {
      DATABASE_URL: city.database.portalUrl,
      DATABASE_OWNER_URL: city.database.ownerUrl,
      PUBLIC_URL: "https://portal.example.ca",
    },
  });
  expect({ status, complained }).toEqual({ status: 0, complained: "" });
  expect(said).toMatch(/under 2 seals are in order/);
});

test("somebody who is no auditor any more is sent no seal", async () => {
  await seal();
  goTo(3);
  await oweLatestSeal(city.portal);
  await city.database.owner`
    update grants set revoked_at = ${city.portal.now().toISOString()}, revoked_by = (select id from people where handle = '1012')
    where role = 'auditor'`;
  const server = await startMailServer();
  await sendNotices({ ...city.portal, mail: mailTo(server) });
  expect(server.received.filter(({ subject }) => subject?.startsWith("Seal"))).toEqual([]);
});

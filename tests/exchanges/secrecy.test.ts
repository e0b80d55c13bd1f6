import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readActsOf } from "#app/exchanges/acts-of.ts";
import { addExchangeAct, holdExchange } from "#app/exchanges/exchange-act.ts";
import { readExchangeSource } from "#app/exchanges/exchange-source.ts";
import { readExchangeReport } from "#app/exchanges/log-exchange.ts";
import { type OpenExchange, openExchange } from "#app/exchanges/open-exchange.ts";
import { readReportPage } from "#app/intake/report-page.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { loadCaseKeys } from "#app/secrecy/case-keys.ts";
import { rotateWrappingKey } from "#app/secrecy/rotate-wrapping-key.ts";
import { openVault } from "#app/secrecy/vault.ts";
import { addedTo, dumpTables, spellingsOf } from "#tests/support/dump.ts";
import { beside, escalate, loggedExchange, tell, writeAs } from "#tests/support/escalations.ts";
import { askAdvice, logOne } from "#tests/support/exchanges.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { testPortal } from "#tests/support/portal.ts";
import { joinDatabase, quiet } from "#tests/support/portal-database.ts";
import { startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

/** Words like no other, one for each text an exchange has. */
const said = {
  ...{ what: "a pelican-shaped insult about the culvert", platform: "Marmaladebook" },
  ...{ address: "https://example.org/quagga/4712", since: "Since the turnip festival" },
  ...{ otherPlatform: "Xylophonagram", log: "the tuba section called it gerrymandered" },
  ...{ advice: "Count to seventeen hedgehogs", answer: "Breathe like a walrus first" },
  ...{ wrote: "He mentioned my marzipan garage", reason: "A brontosaurus threat was made" },
  ...{ other: "Zebulon from the zeppelin club" },
};
const traces = Object.values(said).flatMap(spellingsOf);

const writeMail = (mail: unknown) => JSON.stringify(mail);

test("of what is said in an exchange, database, logs and mail hold nothing in any spelling", async () => {
  const mail = await startMailServer();
  const portal = await startPortal({
    ...{ LOG_LEVEL: "debug", SMTP_URL: mail.url, MAIL_FROM: "Training <training@city.example>" },
  });
  const { owner, close, log } = await joinDatabase(portal);
  try {
    await quiet(owner);
    const before = { tables: await dumpTables(owner), mails: mail.received.length };
    const ray = visitor(portal.url);
    await ray.signIn("1004");
    const number = await beside(portal, async (city) => {
      const { what, platform, address, since, otherPlatform, advice } = said;
      const number = await askAdvice(city, { what, platform, address, since });
      const adviser = await city.viewer("1004");
      const asked = await openExchange(adviser, city.portal, number);
      if (!asked) throw new Error("Ray does not advise in it.");
      await city.portal.db.transaction(async (tx) => {
        await holdExchange(tx, asked);
        const answer = { act: "answered" as const, by: adviser.personId, words: said.answer };
        await addExchangeAct(city.portal, tx, asked, { ...answer, formId: randomUUID() });
      });
      await logOne(
        city,
        "1004",
        { number },
        {
          ...{ platform: "other", otherPlatform, said: said.log, advice, address },
          followUpOn: "2099-01-01",
        },
      );
      return number;
    });
    const page = await ray.ask(`/exchanges/${number}/tell`);
    const [, formId = ""] = /name="formId" value="([^"]+)"/.exec(page.text) ?? [];
    const told = { formId, reason: said.reason, others: said.other, about: "person" };
    const look = await ray.send(`/exchanges/${number}/tell`, { ...told, do: "look" });
    expect(look.text).toContain(said.log);
    const kept = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(look.text)?.[1] ?? "";
    const looked = { ...told, lookedAt: kept("lookedAt"), seen: kept("seen"), do: "tell" };
    expect((await ray.send(`/exchanges/${number}/tell`, looked)).status).toBe(303);
    await beside(portal, (city) => writeAs(city, "1006", number, said.wrote));
    const last = await ray.ask(`/exchanges/${number}/escalate`);
    expect(last.text).toContain(said.wrote);
    const [, form = ""] = /name="form" value="([^"]+)"/.exec(last.text) ?? [];
    const sent = await ray.send(`/exchanges/${number}/escalate`, { form, seen: "4" });
    expect(sent.status).toBe(303);
    expect(sent.headers["set-cookie"]?.[0]).toContain(`Path=/exchanges/${number};`);

    await quiet(owner);
    await beside(portal, (city) => sendNotices({ ...city.portal, mail: mailTo(mail) }));
    expect(mail.received.length).toBeGreaterThan(before.mails);
    const added = addedTo(before.tables, await dumpTables(owner));
    for (const table of ["exchanges", "exchange_acts", "exchange_reports", "violation_reports"]) {
      expect(added.some((line) => line.startsWith(`public.${table}\t`))).toBe(true);
    }
    const everywhere = [added, portal.said(), await log(), mail.received.map(writeMail)]
      .flat()
      .join("\n");
    for (const trace of traces) expect(everywhere.includes(trace), trace).toBe(false);
    for (const one of mail.received.slice(before.mails)) {
      expect(writeMail(one)).not.toMatch(/EX-\w{4}|VR-\w{4}|exchange report|Mara Sinclair asked/);
    }
  } finally {
    await close();
    await portal.stop();
  }
}, 180_000);

describe("what is encrypted opens at its own place only:", () => {
  const city = testPortal();
  let one: OpenExchange;
  let other: OpenExchange;
  beforeAll(async () => {
    [one, other] = [await loggedExchange(city), await loggedExchange(city)];
    for (const { number } of [one, other]) {
      await writeAs(city, "1006", number, "The first.");
      await writeAs(city, "1006", number, "The second.");
    }
  });

  /** Swaps past every rule, looks, and puts it back. */
  async function swapped(change: string, look: () => Promise<unknown>) {
    const { owner } = city.database;
    const tables = ["exchanges", "exchange_acts", "exchange_reports"];
    const guards = (what: "disable" | "enable") =>
      owner.unsafe(tables.map((name) => `alter table ${name} ${what} trigger user`).join(";"));
    await guards("disable");
    await owner.unsafe(`create table kept as select * from exchange_acts;
      create table kept_reports as select * from exchange_reports;
      create table kept_requests as select id, request from exchanges`);
    try {
      await look();
      await owner.unsafe(change);
      await expect(look()).rejects.toThrow();
    } finally {
      await owner.unsafe(`
        update exchange_acts a set words = k.words from kept k
          where k.exchange_id = a.exchange_id and k.number = a.number;
        update exchange_reports r set said = k.said from kept_reports k where k.exchange_id = r.exchange_id;
        update exchanges x set request = k.request from kept_requests k where k.id = x.id;
        drop table kept; drop table kept_reports; drop table kept_requests`);
      await guards("enable");
    }
    await look();
  }

  const source = () => readExchangeSource(city.portal, one);

  test("requests of two exchanges", () =>
    swapped(
      `update exchanges x set request = y.request from exchanges y
        where x.id = '${one.id}' and y.id = '${other.id}'`,
      source,
    ));

  test("logs of two exchanges", () =>
    swapped(
      `update exchange_reports x set said = y.said from exchange_reports y
        where x.exchange_id = '${one.id}' and y.exchange_id = '${other.id}'`,
      () => readExchangeReport(city.portal.db, one),
    ));

  test("two acts of one exchange, and the same act of two", async () => {
    await swapped(
      `update exchange_acts x set words = y.words from exchange_acts y
        where x.exchange_id = '${one.id}' and y.exchange_id = x.exchange_id and x.number + y.number = 5
          and x.act = 'wrote' and y.act = 'wrote'`,
      () => readActsOf(city.portal.db, one),
    );
    await swapped(
      `update exchange_acts x set words = y.words from exchange_acts y
        where x.exchange_id = '${one.id}' and y.exchange_id = '${other.id}' and x.number = y.number
          and x.number = 2`,
      () => readActsOf(city.portal.db, one),
    );
  });

  test("a log put where a request stands, and a request where words of an act do", async () => {
    await swapped(
      `update exchanges x set request = r.said from exchange_reports r
        where x.id = '${one.id}' and r.exchange_id = x.id`,
      source,
    );
    await swapped(
      `update exchange_acts a set words = x.request from exchanges x
        where a.exchange_id = '${one.id}' and x.id = a.exchange_id and a.number = 2`,
      source,
    );
  });

  test("a wrong key opens nothing, and the right one opens everything after the keys were rotated", async () => {
    await tell(city, "1004", one.number);
    const receipt = await escalate(city, "1004", one.number);
    if (!receipt || "refused" in receipt) throw new Error("It was not passed on.");
    const folder = await mkdtemp(join(tmpdir(), "signpost-exchanges-"));
    const wrong = await loadCaseKeys(join(folder, "wrong"), { mayCreate: true });
    if ("refused" in wrong) throw new Error(wrong.refused);
    const ray = await city.viewer("1004");
    const withKeys = (vault: typeof city.portal.vault) => ({ ...city.portal, vault });
    await expect(openExchange(ray, withKeys(openVault(wrong)), one.number)).rejects.toThrow(
      "The case keys lack",
    );

    await cp(join(city.home, "keys"), join(folder, "keys"), { recursive: true });
    const { db, owner } = city.database;
    const done = await rotateWrappingKey({
      ...{ db, owner, now: city.portal.now, folder: join(folder, "keys"), patience: 0 },
    });
    if ("refused" in done) throw new Error(done.refused);
    expect(await readFile(join(folder, "keys", "case-keys.json"), "utf8")).toContain(done.kid);
    const keys = await loadCaseKeys(join(folder, "keys"), { mayCreate: false });
    if ("refused" in keys) throw new Error(keys.refused);
    const rotated = withKeys(openVault(keys));
    await expect(openExchange(ray, city.portal, one.number)).rejects.toThrow("The case keys lack");
    const opened = await openExchange(ray, rotated, one.number);
    const read = opened && (await readExchangeSource(rotated, opened));
    expect(read?.source.messages.map(({ words }) => words)).toEqual(["The first.", "The second."]);
    const joanne = await city.viewer("1014");
    const page = await readReportPage(joanne, rotated, receipt.number);
    expect(page?.page.answers.source).toMatchObject(read?.source ?? {});
    expect(page?.page.evidence).toMatchObject([{ name: "thread.jpg" }]);
  });
});

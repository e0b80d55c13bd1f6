import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addExchangeAct, holdExchange } from "#app/exchanges/exchange-act.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { escalate, loggedExchange, tell, writeAs } from "#tests/support/escalations.ts";
import { mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

type Body = {
  act: string;
  by: string | null;
  about: string | null;
  facts: Record<string, unknown>;
};

/** What the ledger holds beyond so many records. */
async function recordsAfter(count: number): Promise<Body[]> {
  const rows = await city.database.owner<{ body: string }[]>`
    select body from ledger_records order by recorded_at, id`;
  return rows.slice(count).map(({ body }) => JSON.parse(body));
}

test("each act on an exchange is in the ledger, which names neither whose it is nor what was said", async () => {
  const before = (await recordsAfter(0)).length;
  const exchange = await loggedExchange(city);
  const ray = (await city.viewer("1004")).personId;
  await city.portal.db.transaction(async (tx) => {
    await holdExchange(tx, exchange);
    const said = { by: ray, formId: randomUUID(), words: "Leave it there." };
    await addExchangeAct(city.portal, tx, exchange, { act: "answered", ...said });
    await addExchangeAct(city.portal, tx, exchange, { act: "followed-up", ...said });
  });
  await tell(city, "1004", exchange.number, { reason: "He wrote to her home." });
  await writeAs(city, "1006", exchange.number, "Please do.");
  await escalate(city, "1004", exchange.number);
  await city.portal.db.transaction(async (tx) => {
    await holdExchange(tx, exchange);
    const end = { act: "closed" as const, by: ray, formId: randomUUID() };
    await addExchangeAct(city.portal, tx, exchange, end);
  });

  const records = await recordsAfter(before);
  const named = (by: string | null) => ({ by, about: null });
  const ofExchange = records.filter(({ facts }) => "exchange" in facts);
  expect(ofExchange.map(({ act, by, about }) => ({ act, by, about }))).toEqual(
    expect.arrayContaining([
      { act: "ask-for-advice", ...named(null) },
      { act: "log-exchange", ...named(ray) },
      { act: "add-evidence", ...named(ray) },
      { act: "answer-advice", ...named(ray) },
      { act: "follow-up-exchange", ...named(ray) },
      { act: "tell-of-escalation", ...named(ray) },
      { act: "write-to-adviser", ...named(null) },
      { act: "escalate-exchange", ...named(ray) },
      { act: "close-exchange", ...named(ray) },
    ]),
  );
  expect(ofExchange).toHaveLength(9);
  const [digest] = ofExchange.map(({ facts }) => facts.exchange);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  for (const { act, facts } of ofExchange) {
    const allowed = act === "add-evidence" ? ["exchange", "file"] : ["exchange"];
    expect(Object.keys(facts).sort()).toEqual(allowed);
    expect(facts.exchange).toBe(digest);
  }
  expect(records.find(({ act }) => act === "file-violation-report")).toMatchObject({
    ...{ by: ray, about: null, facts: { kind: "named", channel: "exchange-report" } },
  });
  const everything = JSON.stringify(records);
  const mara = (await city.viewer("1006")).personId;
  for (const trace of [mara, "1006", "Mara", exchange.id, exchange.number, "VR-", "home"]) {
    expect(everything).not.toContain(trace);
  }
});

test("that somebody was told that something waits says in the ledger that it was sent, not to whom", async () => {
  const server = await startMailServer();
  const before = (await recordsAfter(0)).length;
  await sendNotices({ ...city.portal, mail: mailTo(server) });
  const told = (await recordsAfter(before)).filter(({ act }) => act === "notice-sent");
  const kinds = ["advice-waiting", "advice-news", "report-waiting"];
  const ofKinds = told.filter(({ facts }) => kinds.includes(String(facts.kind)));
  expect([...new Set(ofKinds.map(({ facts }) => facts.kind))].sort()).toEqual(kinds.toSorted());
  for (const { by, about, facts } of ofKinds) {
    expect({ by, about }).toEqual({ by: null, about: null });
    expect(Object.keys(facts).sort()).toEqual(["digest", "kind", "notice"]);
  }
});

import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { addedTo, dumpTables, momentsNear, spellingsOf } from "#tests/support/dump.ts";
import { aPicture } from "#tests/support/evidence.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { joinDatabase, quiet } from "#tests/support/portal-database.ts";
import { type RunningPortal, startPortal } from "#tests/support/running-portal.ts";
import { visitor } from "#tests/support/visitor.ts";

/** An anonymous reporter who is signed in besides, from an address and with a browser like no other. */
const reporter = {
  address: "203.0.113.77",
  agent: "SeldomSeenBrowser/7.7",
  name: "Quillon Featherstonehaugh",
  words: "the zamboni driver painted a walrus on the town hall",
  asked: "lantern parade",
};
const traces = [
  ...[reporter.address, reporter.agent, "SeldomSeen", reporter.name, reporter.words],
  ...["zamboni", "walrus", reporter.asked],
].flatMap(spellingsOf);

/** What beats whether anybody is there or not. */
const beatsAnyway =
  /^(public\.job_workers|graphile_worker\._private_known_crontabs|public\.roll_up_day)\t/;

test("of an anonymous reporter, database, logs and mail hold neither address, agent, account, name, words nor the minute", async () => {
  const mail = await startMailServer();
  const portal = await startPortal({
    LOG_LEVEL: "debug",
    TRUSTED_PROXIES: "127.0.0.1",
    SMTP_URL: mail.url,
    MAIL_FROM: "Training <training@city.example>",
  });
  const { owner, close, log } = await joinDatabase(portal);
  try {
    const mara = visitor(portal.url);
    const { headers } = await mara.ask("/sign-in", {
      form: { name: "1006", password: "northern lights over main" },
      headers: { Origin: portal.url, "User-Agent": "an ordinary browser" },
    });
    const session = String(headers["set-cookie"]).split(";", 1)[0] ?? "";
    const [person] = await owner`select id from people where handle = '1006'`;
    await quiet(owner);
    const before = { tables: await dumpTables(owner), log: portal.said().length };
    const serverLog = await log();
    const began = new Date();

    const code = await fileThroughForm(portal, session);
    await comeBack(portal, session, code);
    await failToWrite(portal, owner, session, code);

    await quiet(owner);
    const added = addedTo(before.tables, await dumpTables(owner)).filter(
      (line) => !beatsAnyway.test(line),
    );
    for (const table of ["violation_reports", "report_messages", "held_evidence"]) {
      expect(added.some((line) => line.startsWith(`public.${table}\t`))).toBe(true);
    }
    for (const trace of [...traces, person?.id, session.split("=")[1] ?? ""]) {
      expect(added.filter((line) => line.includes(trace))).toEqual([]);
    }
    expect(added.filter((line) => momentsNear(began, line).length > 0)).toEqual([]);

    const said = portal.said().slice(before.log);
    const written = said + (await log()).slice(serverLog.length);
    for (const trace of traces) expect(written).not.toContain(trace);
    for (const trace of [person?.id, "1006", session.split("=")[1] ?? ""]) {
      expect(said).not.toContain(trace);
    }
    // Of all that was asked of it the log has the one line that says that a page failed, and where.
    const lines = said.trim().split("\n");
    expect(lines).toEqual([expect.stringContaining('"A page of reporting failed."')]);
    expect(lines[0]).not.toMatch(/"(params|path|method|url|message)"/);

    const sent = JSON.stringify(mail.received);
    for (const trace of traces) expect(sent).not.toContain(trace);
  } finally {
    await close();
    await portal.stop();
  }
}, 120_000);

/** The whole form, from its start until the code is saved, with a picture and a text of the reporter's. */
async function fileThroughForm(portal: RunningPortal, session: string): Promise<string> {
  const come = comingAs(portal, session);
  await come.send("/report?index", {});
  const steps: [string, Record<string, string>][] = [
    ["about", { about: "yes" }],
    ["danger", { danger: "no" }],
    ["name", { kind: "anonymous" }],
    ["what", { what: reporter.words }],
    ["where", { platform: "Facebook", addresses: `https://example.com/${reporter.asked}` }],
    ["when", { when: "unknown" }],
    ["who", { words: `Somebody ${reporter.name} knows`, unknown: "yes" }],
    ["recognizable", { recognizable: reporter.asked }],
    ["rule", { rule: "not-sure" }],
    ["witnesses", { witnesses: reporter.name }],
  ];
  for (const [step, fields] of steps) {
    const { status } = await come.send(`/report/${step}`, fields);
    expect([step, status]).toEqual([step, step === "who" ? 400 : 303]);
    if (step === "who") await come.send("/report/who", { unknown: "yes" });
  }
  expect((await come.upload("/report/evidence", { pasted: reporter.words })).status).toBe(303);
  expect((await come.send("/report/check", {})).headers.location).toBe("/report/receipt");
  const { text } = await come.ask("/report/receipt");
  const [, code = ""] = /receipt-code">([0-9A-Z-]{29})</.exec(text) ?? [];
  await come.send("/report/receipt", { saved: "yes" });
  return code;
}

/** What a reporter does who comes back, and what goes wrong meanwhile. */
async function comeBack(portal: RunningPortal, session: string, code: string) {
  const come = comingAs(portal, session);
  expect((await come.ask("/report/follow-up")).status).toBe(200);
  expect((await come.ask("/%72eport/FOLLOW-UP")).status).toBe(200);
  expect((await come.ask(`/report/${reporter.asked}`)).status).toBe(404);
  expect((await come.ask("/report/follow-up.data")).status).toBe(404);
  expect((await come.ask("/report/follow-up", { method: "PUT" })).status).toBe(405);
  expect((await come.ask("/report/follow-up/report%00")).status).toBe(400);
  const foreign = await come.ask("/report/follow-up", {
    form: { code },
    headers: { Origin: "https://other.example" },
  });
  expect(foreign.status).toBe(403);
  expect((await come.send("/report/follow-up", { code: reporter.words })).status).toBe(400);
  expect(
    (await come.send("/report/follow-up", { code: "DEM0-DEM0-DEM0-DEM0-DEM0-0000" })).status,
  ).toBe(400);
  expect((await come.send("/report/follow-up", { code: "x".repeat(200_000) })).status).toBe(413);
  expect((await come.send("/report/follow-up", { code })).status).toBe(303);
  const report = await come.ask("/report/follow-up/report");
  expect(report.text).toContain("Your report has arrived.");
  expect((await come.write(report.text, `${reporter.words}, says ${reporter.name}`)).status).toBe(
    303,
  );
  expect((await come.ask("/report/follow-up/report")).text).toContain("zamboni");
  expect((await come.upload("/report/follow-up/evidence", {})).status).toBe(303);
  expect((await come.send("/report/follow-up/leave", {})).status).toBe(303);
  expect(come.cookies()).toEqual([session]);
}

/** The database refuses a message: the page fails, with the words in hand. */
async function failToWrite(portal: RunningPortal, owner: Sql, session: string, code: string) {
  const come = comingAs(portal, session);
  await come.send("/report/follow-up", { code });
  const report = await come.ask("/report/follow-up/report");
  await owner`alter table report_messages add constraint out_of_order check (position > 100) not valid`;
  try {
    const failed = await come.write(report.text, reporter.words);
    expect(failed.status).toBe(500);
    expect(failed.text).toContain("Something failed in the portal.");
  } finally {
    await owner`alter table report_messages drop constraint out_of_order`;
  }
}

/** Asks as the reporter does, with a sign-in in the same browser; no page looks at it or renews it. */
function comingAs(portal: RunningPortal, session: string) {
  const come = visitor(portal.url);
  const jar = new Map([[session.split("=", 1)[0] ?? "", session]]);
  const ask: typeof come.ask = async (path, { headers = {}, ...asked } = {}) => {
    const answer = await come.ask(path, {
      ...asked,
      headers: {
        "X-Forwarded-For": reporter.address,
        "User-Agent": reporter.agent,
        Cookie: [...jar.values()].join("; "),
        ...headers,
      },
    });
    expect(answer.text).not.toContain("Mara");
    for (const set of [answer.headers["set-cookie"] ?? []].flat()) {
      const [pair = ""] = set.split(";", 1);
      const name = pair.split("=", 1)[0] ?? "";
      expect(name).toMatch(/^signpost-(own-)?report$/);
      expect(set).toMatch(/; Path=\/report; (Max-Age=\d+; )?HttpOnly; SameSite=Lax/);
      if (/Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, pair);
    }
    return answer;
  };
  const send = (path: string, form: Record<string, string>) =>
    ask(path, { form, headers: { Origin: portal.url } });
  const upload = async (path: string, fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.append("file", new Blob([reporter.words]), `${reporter.name}.txt`);
    form.append("file", new Blob([new Uint8Array(await aPicture())]), `${reporter.name}.jpg`);
    const posted = new Request(portal.url, { method: "POST", body: form });
    const body = new Uint8Array(await posted.arrayBuffer());
    const type = posted.headers.get("Content-Type") ?? "";
    return ask(path, { body, headers: { Origin: portal.url, "Content-Type": type } });
  };
  return {
    ...{ ask, send, upload, cookies: () => [...jar.values()] },
    write: (page: string, words: string) => {
      const [, formId = randomUUID()] = /name="formId" value="([^"]+)"/.exec(page) ?? [];
      return send("/report/follow-up/report", { words, formId });
    },
  };
}

import { Writable } from "node:stream";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { describeFault, faultInWords } from "#app/describe-fault.ts";
import { logFault } from "#app/log-fault.ts";
import { createLog } from "#server/log.ts";
import { tasksOf } from "#server/tasks.ts";
import { testPortal } from "#tests/support/portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const city = testPortal();
const secret = "the zamboni driver painted a walrus";

function log() {
  let text = "";
  const kept = new Writable({
    write(part, _, done) {
      text += part;
      done();
    },
  });
  return { log: createLog("debug", kept), text: () => text };
}

async function faultOf(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => {
      throw new Error("Nothing failed.");
    },
    (problem) => problem,
  );
}

test("a statement that fails is logged without its values, wherever it is logged", async () => {
  const { db } = city.portal;
  const faults = [
    await faultOf(() => db.execute(sql`select ${secret}::uuid`)),
    await faultOf(() => db.execute(sql`select cast(${secret} as text) from no_such_table`)),
    await faultOf(() => db.$client`select ${secret}::int`),
    await faultOf(() =>
      db.execute(sql`insert into departments (name) values (${secret}), (${secret})`),
    ),
    await faultOf(async () => JSON.parse(secret)),
    await faultOf(
      async () =>
        new Error("outside", { cause: await faultOf(() => db.$client`select ${secret}::int`) }),
    ).catch((problem) => problem),
  ];
  for (const fault of faults) {
    const { log: kept, text } = log();
    kept.error({ err: fault }, "It failed.");
    logFault(kept, fault, { method: "POST", path: "/hr/people" });
    expect(text()).not.toContain("walrus");
    expect(text()).toContain("It failed.");
    expect(faultInWords(fault)).not.toContain("walrus");
  }
});

test("what an operator needs is kept: code, constraint, statement and where", async () => {
  const { db } = city.portal;
  await db.execute(sql`insert into departments (name) values ('Twice')`);
  const fault = await faultOf(() =>
    db.execute(sql`insert into departments (name) values (${"Twice"})`),
  );
  expect(describeFault(fault)).toMatchObject({
    statement: expect.stringContaining("insert into departments"),
    at: expect.arrayContaining([expect.stringMatching(/^at .*:\d+:\d+/)]),
    cause: { type: "PostgresError", code: "23505", constraint: expect.stringMatching(/name/) },
  });
  const away = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), {
    code: "ECONNREFUSED",
  });
  expect(faultInWords(away)).toContain("connect ECONNREFUSED");
});

test("a report that cannot be filed leaves none of its words in the log", async () => {
  const { owner } = city.database;
  await owner`alter table violation_reports add constraint refused check (false) not valid`;
  const fault = await faultOf(() => fileReport(city.portal, { what: secret, clauses: [secret] }));
  await owner`alter table violation_reports drop constraint refused`;
  expect(JSON.stringify((fault as { params?: unknown }).params)).toContain("walrus");
  const { log: kept, text } = log();
  kept.error({ err: fault }, "Filing failed.");
  expect(text()).not.toContain("walrus");
  expect(text()).toContain("violation_reports");
});

test("of a page of reporting not even its address or a message is logged", () => {
  const { log: kept, text } = log();
  logFault(kept, new Error(`cannot read ${secret}`), { method: "POST", path: "/%72eport/walrus" });
  expect(text()).toContain("A page of reporting failed.");
  expect(text()).not.toMatch(/walrus|%72eport|POST/);
});

test("a job that fails keeps no value of a statement where jobs are kept", async () => {
  const tasks = tasksOf({ ...city.portal, now: () => new Date(Number.NaN) });
  const fault = await faultOf(() =>
    tasks["turn-day"]({}, { job: { attempts: 1 }, query: async () => {} }),
  );
  expect(Object.keys(fault as object)).toEqual([]);
  expect((fault as Error).cause).toBeUndefined();
});

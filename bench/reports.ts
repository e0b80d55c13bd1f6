import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { openDatabase } from "#app/db.ts";
import { fileViolationReport } from "#app/intake/file-violation-report.ts";
import { newReceiptCode, writeReceiptCode } from "#app/intake/receipt-code.ts";
import type { Portal } from "#app/portal.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { expectStatus, send } from "./call.ts";
import { cpuTimeOf, parentOf } from "./cpu-time.ts";
import { foundLargeTown, type LargeTown } from "./large-town.ts";
import { type Measure, median, round } from "./measure.ts";
import { type PortalProcess, startTownPortal } from "./portal-process.ts";

const size = 1000;
const reports = 1000;
const rounds = 5;
/** Four a second, fourteen times what an hour of a thousand has. */
const everyMs = 250;
/** A page of the staff's every so often, whether reports come in or not. */
const pageEveryMs = 50;

/**
 * HR's page while 1,000 reports come in, of what it takes when none does: at the 95th percentile, in turn.
 * Each report is filed by the portal's act, and its reporter comes back to the running portal with the code,
 * reads, and writes a message.
 */
export const reportsMeasure: Measure = {
  id: "reports",
  goal: { atMost: 1.5 },
  unit: "times without",
  async run(leftovers) {
    const town = await foundLargeTown(leftovers, size);
    const running = await startTownPortal(leftovers, town);
    const { portal, sql } = await joinPortal(leftovers, town);
    const [row] = await sql`select pg_backend_pid() as pid`;
    const database = await parentOf(row?.pid);
    const cost = async () => ({
      webMs: await cpuTimeOf(running.pid),
      databaseMs: await cpuTimeOf(database),
      bytes: Number((await sql`select pg_database_size(current_database()) as bytes`)[0]?.bytes),
    });
    await comeIn(portal, running, 10);
    await askPages(running, town, setTimeout(3000));
    const before: number[] = [];
    const during: number[] = [];
    let bytes = 0;
    for (let turn = 0; turn < rounds; turn++) {
      before.push(percentile(await askPages(running, town, setTimeout(10_000))));
      const began = await cost();
      const load = comeIn(portal, running, reports / rounds);
      during.push(percentile(await askPages(running, town, load)));
      bytes += (await cost()).bytes - began.bytes;
    }
    const ratios = during.map((ms, turn) => ms / (before[turn] ?? Number.NaN));
    const alone = await costOf(cost, () => comeIn(portal, running, 50));
    return {
      value: median(ratios),
      detail: {
        ratios: ratios.map(round).join(" "),
        p95Ms: `${round(median(before))} without, ${round(median(during))} with`,
        oneReport: {
          webCpuMs: round(alone.webMs / 50),
          databaseCpuMs: round(alone.databaseMs / 50),
          kilobytes: round(bytes / reports / 1000),
        },
        seeded: `${size} people; ${reports} reports, one every ${everyMs} ms, each filed, come back to by code, read and written to; HR's page every ${pageEveryMs} ms`,
      },
    };
  },
};

/** The portal's acts in this process, with the keys and the database of the running one. */
async function joinPortal(leftovers: AsyncDisposableStack, { home, portalUrl }: LargeTown) {
  const sql = postgres(portalUrl, { max: 4, onnotice: () => {} });
  leftovers.defer(() => sql.end());
  const settings = { ...readSettings({ SIGNPOST_HOME: home }), logLevel: "error" as const };
  const portal = await openPortal(
    settings,
    { db: openDatabase(sql), portal: sql },
    { now: () => new Date(), publicUrl: "http://127.0.0.1" },
  );
  return { portal, sql };
}

/** Reports that come in one after another, each at its moment, however long the one before takes. */
async function comeIn(portal: Portal, running: PortalProcess, count: number): Promise<void> {
  const coming: Promise<void>[] = [];
  for (let number = 0; number < count; number++) {
    const one = report(portal, running);
    // What fails is said when all have come in.
    one.catch(() => {});
    coming.push(one);
    await setTimeout(everyMs);
  }
  await Promise.all(coming);
}

async function report(portal: Portal, { url }: PortalProcess): Promise<void> {
  const code = newReceiptCode();
  await fileViolationReport(portal, {
    ...{ formId: randomUUID(), code, kind: "anonymous", reporter: null },
    ...{ channel: "portal", enteredBy: null },
    answers: {
      what: "Somebody who says that they work for the City ran down the people at the rink. ".repeat(
        10,
      ),
      platforms: ["Facebook"],
      addresses: ["https://www.facebook.com/groups/our-town/posts/1024"],
      when: { kind: "unknown" },
      subjects: [{ words: "somebody at the rink" }],
      recognizable: "The profile says so.",
      clauses: ["6.c"],
      witnesses: "",
      pasted: "",
      isUrgent: false,
    },
  });
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const enter = form({ code: writeReceiptCode(code) });
  const entered = await send(url, { path: "/report/follow-up", cookie: "", form: enter });
  expectStatus(entered, 303, "The code");
  const cookies = entered.rawHeaders.filter((_, at, all) =>
    /^set-cookie$/i.test(all[at - 1] ?? ""),
  );
  const call = { path: "/report/follow-up/report", cookie: cookies[0]?.split(";", 1)[0] ?? "" };
  expectStatus(await send(url, call), 200, "The report");
  const words = form({ words: "It is still there.", formId: randomUUID() });
  expectStatus(await send(url, { ...call, form: words }), 303, "The message");
}

/** Milliseconds of HR's page, asked again and again until something else is done. */
async function askPages(
  { url }: PortalProcess,
  { cookie }: LargeTown,
  until: Promise<unknown>,
): Promise<number[]> {
  const milliseconds: number[] = [];
  let isDone = false;
  const done = until.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const began = performance.now();
    expectStatus(await send(url, { path: "/hr", cookie }), 200, "HR's page");
    milliseconds.push(performance.now() - began);
    await setTimeout(pageEveryMs);
  }
  await done;
  return milliseconds;
}

function percentile(milliseconds: number[]): number {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

async function costOf(
  cost: () => Promise<{ webMs: number; databaseMs: number }>,
  act: () => Promise<void>,
) {
  const before = await cost();
  await act();
  const after = await cost();
  return {
    webMs: after.webMs - before.webMs,
    databaseMs: after.databaseMs - before.databaseMs,
  };
}

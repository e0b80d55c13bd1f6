import { sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Executor, Transaction } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { readCandidates } from "./candidates.ts";
import { type OpenReport, openReport } from "./open-report.ts";
import { isHandledBy } from "./readers.ts";
import { addAct, holdReport } from "./report-act.ts";

type Asked = { other: string; reason: string };

// In the same words whether the other one is for this viewer to see or not.
const cannotBeJoined = "Part what is joined first: this report cannot be joined at present";

/** Why a report can be joined to no other, for the page that asks first; the act and the database say the same. */
export async function whyNoJoining(
  db: Executor,
  { id }: Pick<OpenReport, "id">,
): Promise<string | null> {
  const [found] = await db.execute<{ isJoined: boolean; hasOthers: boolean }>(sql`
    select joined_into(${id}) is not null as "isJoined", exists (
      select from report_acts where into_id = ${id} and joined_into(report_id) = ${id}
    ) as "hasOthers"`);
  return found?.isJoined || found?.hasOthers ? cannotBeJoined : null;
}

/**
 * Joins a report, as a duplicate, with another: both are kept, and both say so. Refuses where either stands
 * with another already, and where not everybody who handles the one may see the other. Undefined where
 * there is no such report for the viewer.
 */
export async function joinReports(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { other, reason }: Asked,
): Promise<{ joined: string } | { refused: string } | undefined> {
  return onTwo(viewer, portal, number, other, async (tx, report, into) => {
    if (report.id === into.id) return { refused: "Choose another report: this is the same one" };
    const joined = await whyNoJoining(tx, report);
    if (joined) return { refused: joined };
    const [found] = await tx.execute<{ isJoined: boolean }>(
      sql`select joined_into(${into.id}) is not null as "isJoined"`,
    );
    if (found?.isJoined) {
      return {
        refused: "Choose another report: that one cannot be joined at present",
      };
    }
    if (await isSplit(portal, tx, [report.id, into.id])) {
      return {
        refused: "Choose another report: not everybody who handles the one may see the other",
      };
    }
    await note(portal, tx, report, into, { act: "joined", viewer, reason });
    return { joined: into.number };
  });
}

/** Parts a report from the one it is joined with. Refuses where it is not, or not with that one. */
export async function partReports(
  viewer: Viewer,
  portal: Portal,
  number: string,
  { other, reason }: Asked,
): Promise<{ parted: string } | { refused: string } | undefined> {
  return onTwo(viewer, portal, number, other, async (tx, report, from) => {
    const [found] = await tx.execute<{ isJoined: boolean }>(
      sql`select joined_into(${report.id}) is not distinct from ${from.id} as "isJoined"`,
    );
    if (!found?.isJoined) return { refused: "Look again: these two are not joined any more" };
    await note(portal, tx, report, from, { act: "parted", viewer, reason });
    return { parted: from.number };
  });
}

async function onTwo<T>(
  viewer: Viewer,
  portal: Portal,
  number: string,
  other: string,
  act: (tx: Transaction, report: OpenReport, other: OpenReport) => Promise<T | { refused: string }>,
): Promise<T | { refused: string } | undefined> {
  try {
    return await portal.db.transaction(async (tx) => {
      const report = await openReport(viewer, portal, number, tx);
      if (!report) return undefined;
      const second = await openReport(viewer, portal, other, tx);
      if (!second) {
        return { refused: "Choose a report of the list: there is none with this number for you" };
      }
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signpost: joining reports'))`);
      await holdReport(tx, report);
      return act(tx, report, second);
    });
  } catch (problem) {
    if (isOutOfStep(problem)) return { refused: "Look again: one of these was joined meanwhile" };
    throw problem;
  }
}

async function note(
  portal: Portal,
  tx: Transaction,
  report: OpenReport,
  other: OpenReport,
  { act, viewer, reason }: { act: "joined" | "parted"; viewer: Viewer; reason: string },
): Promise<void> {
  const [by, at] = [viewer.personId, portal.now()];
  await addAct(tx, report, { act, by, at, into: other.id, reason });
  const named = (one: OpenReport) => portal.vault.indexOf("report", one.id);
  await writeRecord(
    tx,
    act === "joined"
      ? {
          ...{ act: "join-reports", by, about: null, at },
          facts: { report: named(report), into: named(other) },
        }
      : {
          ...{ act: "part-reports", by, about: null, at },
          facts: { report: named(report), from: named(other) },
        },
  );
}

/** Somebody handles one of these reports and not the other: joined, the one would tell of the other. */
async function isSplit(portal: Portal, tx: Executor, [one, other]: [string, string]) {
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(tx, portal.vault, today);
  const handlers = candidates.map((candidate) => isHandledBy(candidate, candidates));
  const rows = await tx.execute<{ by: boolean[] }>(sql`
    select array[${sql.join(handlers, sql`, `)}] as by
    from violation_reports r where r.id in (${one}, ${other})`);
  return new Set(rows.map(({ by }) => String(by))).size > 1;
}

function isOutOfStep(problem: unknown): boolean {
  const cause = (problem as Error).cause ?? problem;
  return /^report_acts_(join|part)_/.test((cause as PostgresError).constraint_name ?? "");
}

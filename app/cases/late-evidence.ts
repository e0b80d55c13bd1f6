// Files that were added to a report after its case was opened: they are the report's until they are taken in.
import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { holdAlso } from "../evidence-files/attach-evidence.ts";
import { namedInLedger } from "../evidence-files/holder.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import { openOwnReport } from "../intake/open-report.ts";
import { writeRecords } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { readCapacity } from "./capacity.ts";
import { holdCase } from "./case-act.ts";
import { type OpenCase, openCase } from "./open-case.ts";

/** The file `h` is of a report of the case, and the case does not hold it. */
const isLate = ({ id, keyId }: Pick<OpenCase, "id" | "keyId">): SQL => sql`h.key_id in (
    select r.key_id from case_reports o join violation_reports r on r.id = o.report_id where o.case_id = ${id}
  ) and not exists (select from held_evidence k where k.key_id = ${keyId} and k.file_id = h.file_id)`;

/** How many files its reports have and the case does not. */
export async function countLateEvidence(db: Executor, kase: OpenCase): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(distinct h.file_id)::int as count from held_evidence h where ${isLate(kase)}`);
  return row?.count ?? 0;
}

/** These files with the number of their report. */
export async function listLateEvidence(
  portal: Portal,
  kase: OpenCase,
): Promise<(Evidence & { report: string })[]> {
  const rows = await portal.db.execute<{ fileId: string }>(sql`
    select h.file_id as "fileId" from held_evidence h where ${isLate(kase)}`);
  const late = new Set(rows.map(({ fileId }) => fileId));
  const reports = await reportsOf(portal, portal.db, kase);
  const files = await Promise.all(
    reports.map(async (report) =>
      (await listEvidence(portal, portal.db, report)).map((file) => ({
        ...file,
        report: report.number,
      })),
    ),
  );
  return files.flat().filter(({ id }) => late.has(id));
}

/**
 * Takes into a case what was added to its reports since: the bytes stay where they are, and who added them when. The
 * ledger says who took them in. Answers how many; refuses where the case is closed or this is not theirs to do; undefined
 * where it is not there.
 */
export async function takeInEvidence(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<{ taken: number } | { refused: string } | undefined> {
  return portal.db.transaction(async (tx) => {
    const known = await openCase(viewer, portal, number, tx);
    if (known?.of !== "case") return undefined;
    await holdCase(tx, known);
    const kase = await openCase(viewer, portal, number, tx);
    if (kase?.of !== "case") return undefined;
    const { handles, hasDeclared } = await readCapacity(viewer, portal, tx, kase);
    if (!handles && !hasDeclared) return { refused: notTheirs };
    const [standing] = await tx.execute<{ isOpen: boolean }>(sql`
      select stage not in ('closed', 'disposed') as "isOpen" from case_standings where case_id = ${kase.id}`);
    if (!standing?.isOpen) return { refused: "Reopen the case first: it is closed" };
    // A file that is added at the same time takes its place after these, or before.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${kase.id}, 4))`);
    const before = new Set((await listEvidence(portal, tx, kase)).map(({ id }) => id));
    for (const report of await reportsOf(portal, tx, kase)) await holdAlso(tx, report, kase);
    const taken = (await listEvidence(portal, tx, kase)).filter(({ id }) => !before.has(id));
    const [by, at] = [viewer.personId, portal.now()];
    await writeRecords(
      tx,
      taken.map(({ digest }) => ({
        ...{ act: "add-evidence" as const, by, about: null, at },
        facts: { ...namedInLedger(portal.vault, kase), file: portal.vault.indexOf("file", digest) },
      })),
    );
    return { taken: taken.length };
  });
}

/** Why evidence is not added to a case by everybody it is there for. */
export const notTheirs = "The investigator does this, or who handles the case";

async function reportsOf(portal: Portal, db: Executor, { id }: OpenCase) {
  const rows = await db.execute<{ id: string }>(sql`
    select o.report_id as id from case_reports o join violation_reports r on r.id = o.report_id
    where o.case_id = ${id} order by r.filed_on, r.id`);
  const opened = await Promise.all(rows.map((row) => openOwnReport(portal, row.id, db)));
  return opened.filter((one) => one !== undefined);
}

import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { caseReports, cases } from "#drizzle/schema/cases.ts";
import { dataKeys } from "#drizzle/schema/secrets.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Executor, Transaction } from "../db.ts";
import { holdAlso } from "../evidence-files/attach-evidence.ts";
import { readCandidates } from "../intake/candidates.ts";
import { type OpenReport, openOwnReport, openReport } from "../intake/open-report.ts";
import { readConflicts } from "../intake/readers.ts";
import { holdReport } from "../intake/report-act.ts";
import { newNumber } from "../new-number.ts";
import type { Portal } from "../portal.ts";
import { addCaseAct } from "./case-act.ts";
import { concludeBy } from "./case-days.ts";
import { tellOfCaseActs } from "./case-notices.ts";
import { type OpenCase, readCaseAccess } from "./open-case.ts";

/**
 * Why no case can be opened from a report, for the page that asks first; the act and the database say the same. Of a
 * case that is not there for this viewer it says nothing.
 */
export async function whyNoCase(
  viewer: Viewer,
  portal: Portal,
  db: Executor,
  { id }: Pick<OpenReport, "id">,
): Promise<string | null> {
  const { isSeen } = await readCaseAccess(viewer, portal, db);
  const [found] = await db.execute<{ isJoined: boolean; isInCase: boolean; isSeen: boolean }>(sql`
    select joined_into(${id}) is not null as "isJoined",
      exists (select from case_reports where report_id = ${id}) as "isInCase",
      exists (
        select from case_reports o join cases c on c.id = o.case_id where o.report_id = ${id} and ${isSeen}
      ) as "isSeen"`);
  if (found?.isSeen) return "Look at its case: this report has one";
  if (found?.isInCase)
    return "Leave it to others who handle reports: you cannot open a case from it";
  return found?.isJoined ? "Open the case from the report this one is joined with" : null;
}

/**
 * Opens a case from a report, with the reports joined to it, their evidence and whom they are about as respondents. Who
 * could handle cases but not this report is shut out. Refuses with a sentence; the same form sent again opens nothing
 * more. Undefined where there is no such report for the viewer.
 */
export async function openNewCase(
  viewer: Viewer,
  portal: Portal,
  reportNumber: string,
  { formId }: { formId: string },
): Promise<{ number: string } | { refused: string } | undefined> {
  return portal.db.transaction(async (tx) => {
    const report = await openReport(viewer, portal, reportNumber, tx);
    if (!report) return undefined;
    await holdReport(tx, report);
    const [before] = await tx.select().from(cases).where(eq(cases.formId, formId));
    if (before) return { number: before.number };
    const refused = await whyNoCase(viewer, portal, tx, report);
    if (refused) return { refused };
    const reports = [report, ...(await joinedTo(portal, tx, report))];
    const kase = await beginCase(viewer, portal, tx, reports, formId);
    const done = { by: viewer.personId, formId };
    const { today } = await clockOf(portal);
    const dueOn = await concludeBy(portal, today);
    await addCaseAct(portal, tx, kase, { act: "opened", dueOn }, done);
    for (const personId of await shutOutOf(portal, tx, reports, viewer.personId)) {
      const act = { act: "shut-out", personId, choice: "found" } as const;
      await addCaseAct(portal, tx, kase, act, done);
    }
    for (const personId of await subjectsOf(tx, reports)) {
      await addCaseAct(portal, tx, kase, { act: "respondent-named", personId }, done);
    }
    for (const one of reports) await holdAlso(tx, one, kase);
    await tellOfCaseActs(portal, tx, kase, viewer.personId, []);
    return { number: kase.number };
  });
}

async function beginCase(
  { personId: openedBy }: Viewer,
  { vault, ...portal }: Portal,
  tx: Transaction,
  reports: OpenReport[],
  formId: string,
): Promise<OpenCase> {
  const { today: openedOn } = await clockOf(portal);
  const [id, keyId, number] = [randomUUID(), randomUUID(), newNumber("CS")];
  const { key, row } = vault.newDataKey(keyId);
  await tx.insert(dataKeys).values(row);
  await tx
    .insert(cases)
    .values({ id, number, formId, keyId, openedBy, openedOn, openedAt: portal.now() });
  await tx.insert(caseReports).values(reports.map((one) => ({ caseId: id, reportId: one.id })));
  return { of: "case", id, number, keyId, key };
}

/** The reports joined to one that have no case: whoever handles the one may see the others. */
export async function joinedTo(
  portal: Portal,
  db: Executor,
  { id }: OpenReport,
): Promise<OpenReport[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct a.report_id as id from report_acts a
    where a.into_id = ${id} and joined_into(a.report_id) = ${id}
      and not exists (select from case_reports c where c.report_id = a.report_id)`);
  const opened = await Promise.all(rows.map((row) => openOwnReport(portal, row.id, db)));
  return opened.filter((one) => one !== undefined);
}

/** Who could handle cases and has a conflict in one of the reports; named in words only while somebody else is left. */
export async function shutOutOf(
  portal: Portal,
  db: Executor,
  reports: OpenReport[],
  opener: string,
): Promise<string[]> {
  const { today } = await clockOf(portal);
  const candidates = await readCandidates(db, portal.vault, today);
  const found = (
    await Promise.all(reports.map((report) => readConflicts(db, report, candidates)))
  ).flat();
  const hard = new Set(found.filter(({ isHard }) => isHard).map(({ personId }) => personId));
  const any = new Set(found.map(({ personId }) => personId));
  const isSomebodyLeft = candidates.some(({ personId }) => !any.has(personId));
  return [...(isSomebodyLeft ? any : hard)].filter((personId) => personId !== opener);
}

/** Whom of the directory the reports are about. */
async function subjectsOf(tx: Transaction, reports: OpenReport[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct person_id as id from report_subjects
    where person_id is not null and report_id in (${sql.join(
      reports.map(({ id }) => sql`${id}`),
      sql`, `,
    )})`);
  return rows.map(({ id }) => id);
}

import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import {
  type conflictReason,
  reportCodes,
  reportConflicts,
  reportSubjects,
  violationReports,
} from "#drizzle/schema/intake.ts";
import { dataKeys } from "#drizzle/schema/secrets.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { newNumber } from "../new-number.ts";
import { foldWords } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import { keepIndexKeyCheck } from "../secrecy/check-index-key.ts";
import { decryptJson, encryptJson } from "../secrecy/encrypt.ts";
import type { Vault } from "../secrecy/vault.ts";
import { acknowledgementDay } from "./acknowledgement-clock.ts";
import type { Answers, ReportChannel, Reporter, ReportKind, ReportSource } from "./answers.ts";
import { type Candidate, readCandidates, reporterIndexes, wordsOf } from "./candidates.ts";
import { foldAddress } from "./fold-address.ts";
import type { OpenReport } from "./open-report.ts";
import { hashSecret, type ReceiptCode } from "./receipt-code.ts";
import { recordReporterAct } from "./reporter-act.ts";
import { tellHandlers } from "./tell-handlers.ts";

/** A report as its form gave it. */
export type FiledReport = {
  /** The form it comes from: filed again with the same one, the first report stays the only one. */
  formId: string;
  answers: Answers;
  /** With which the reporter comes back. */
  code: ReceiptCode;
} & (
  | { kind: Exclude<ReportKind, "anonymous">; reporter: Reporter }
  | { kind: "anonymous"; reporter: null }
) &
  (
    | { channel: "portal"; enteredBy: null }
    | { channel: Exclude<ReportChannel, "portal">; enteredBy: string }
  );

/**
 * Files a violation report, whole or not at all: the report, encrypted; whom it is about; who may not handle
 * it; its receipt code; what `also` adds, such as evidence; the ledger record; and a notice to who handles
 * it. A form that was filed before answers with that report; `isOfOther` when it said something else then. Of an
 * anonymous one nothing is kept that tells when in the day, or by whom, it was filed.
 */
export async function fileViolationReport(
  portal: Portal,
  filed: FiledReport,
  also: (tx: Transaction, report: OpenReport) => Promise<void> = async () => {},
): Promise<{ number: string; isOfOther: boolean }> {
  const { db, vault } = portal;
  const now = portal.now();
  const { today } = await clockOf(portal);
  const { formId, kind, channel, enteredBy, answers, reporter, code } = filed;
  const secretHash = await hashSecret(code.secret);
  const acknowledgeBy = await acknowledgementDay(portal, today);
  const candidates = await readCandidates(db, vault, today);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${formId}, 1))`);
    const before = await readFiledWith(portal, tx, formId);
    if (before) {
      const isSame = isDeepStrictEqual(before.answers, answers);
      return { number: before.number, isOfOther: !isSame };
    }
    const [id, keyId] = [randomUUID(), randomUUID()];
    const { key, row } = vault.newDataKey(keyId);
    await keepIndexKeyCheck(vault, tx);
    await tx.insert(dataKeys).values(row);
    const number = newNumber("VR");
    await tx.insert(violationReports).values({
      ...{ id, number, formId, kind, channel, enteredBy, keyId },
      answers: encryptJson(key, placeOf("answers", id), answers),
      reporter: reporter && encryptJson(key, placeOf("reporter", id), reporter),
      reporterIndexes: reporter ? reporterIndexes(vault, reporter) : [],
      addressIndexes: answers.addresses.map((one) => vault.indexOf("address", foldAddress(one))),
      wordIndexes: wordIndexes(vault, answers),
      clauses: answers.clauses,
      isUrgent: answers.isUrgent,
      filedOn: today,
      filedAt: kind === "anonymous" ? null : now,
      acknowledgeBy,
    });
    await nameSubjects(tx, vault, id, answers);
    await noteConflicts(tx, id, conflictsIn(filed, candidates, vault), today);
    await tx.insert(reportCodes).values({ lookup: code.lookup, reportId: id, secretHash });
    const report = { of: "report" as const, id, number, kind, keyId, key };
    await recordReporterAct(portal, tx, report, {
      act: "file-violation-report",
      by: enteredBy,
      facts: { kind, channel },
    });
    await also(tx, report);
    await tellHandlers(portal, tx, report, candidates);
    return { number, isOfOther: false };
  });
}

/** Where a column of a report belongs. */
export function placeOf(column: "answers" | "reporter", id: string) {
  return { table: "violation_reports", column, row: id };
}

async function nameSubjects(
  tx: Transaction,
  vault: Vault,
  reportId: string,
  { subjects }: Answers,
): Promise<void> {
  const rows = subjects.map((subject, position) =>
    "personId" in subject
      ? { reportId, position, personId: subject.personId, nameIndex: null }
      : {
          reportId,
          position,
          personId: null,
          nameIndex: vault.indexOf("name", foldWords(subject.words)),
        },
  );
  if (rows.length > 0) await tx.insert(reportSubjects).values(rows);
}

type Found = { personId: string; reason: (typeof conflictReason.enumValues)[number] };

/** Who may not handle a report, of those who could, and why. */
function conflictsIn(
  { answers, reporter }: FiledReport,
  candidates: Candidate[],
  vault: Vault,
): Found[] {
  const { subjects, source } = answers;
  // Whose exchange it was and whom it was kept from are concerned by the report, whoever it is about.
  const about = subjects
    .flatMap((one) => ("personId" in one ? one.personId : []))
    .concat(source ? [source.person.personId, ...source.parties] : []);
  const words = subjects.flatMap((one) => ("words" in one ? foldWords(one.words) : []));
  const elsewhere = [answers.what, answers.recognizable, answers.witnesses, answers.pasted]
    .concat(answers.addresses, source ? textsOf(source) : [])
    .map(foldWords);
  const filedBy = reporter ? reporterIndexes(vault, reporter) : [];
  return candidates.flatMap(({ personId, above, calledAs, ownNames, indexes }): Found[] => {
    const reasons = {
      "about-them": about.includes(personId),
      "about-someone-above": above.some((one) => one !== personId && about.includes(one)),
      "filed-by-them": indexes.some((one) => filedBy.includes(one)),
      "advised-in-it": source?.advisedBy.includes(personId) ?? false,
      "named-in-words": mention(words, calledAs) || mention(elsewhere, ownNames),
    };
    return Object.entries(reasons).flatMap(([reason, holds]) =>
      holds ? [{ personId, reason: reason as Found["reason"] }] : [],
    );
  });
}

async function readFiledWith(
  { vault }: Portal,
  tx: Transaction,
  formId: string,
): Promise<{ number: string; answers: Answers } | undefined> {
  const [found] = await tx
    .select({
      id: violationReports.id,
      number: violationReports.number,
      answers: violationReports.answers,
      row: dataKeys,
    })
    .from(violationReports)
    .innerJoin(dataKeys, eq(dataKeys.id, violationReports.keyId))
    .where(eq(violationReports.formId, formId));
  if (!found) return undefined;
  const { id, number, answers, row } = found;
  const key = vault.openDataKey(row);
  return { number, answers: decryptJson<Answers>(key, placeOf("answers", id), answers) };
}

/** Everything somebody wrote in the exchange a report came from. */
function textsOf({ request, log, messages, reason }: ReportSource): string[] {
  const asked = request ? [request.what, request.platform, request.address, request.since] : [];
  const logged = [log.said, log.advice, log.address, log.otherPlatform];
  return [...asked, ...logged, ...messages.map(({ words }) => words), reason];
}

/** Of each word that says who posted or whose exchange it was, once, and in no order. */
function wordIndexes(vault: Vault, { subjects, source }: Answers): string[] {
  const words = subjects
    .flatMap((one) => ("words" in one ? wordsOf(one.words) : []))
    .concat(source ? wordsOf(source.person.name) : []);
  return [...new Set(words.map((word) => vault.indexOf("word", word)))].sort();
}

/** Any of the texts holds any of the names, as words of its own. All are folded. */
function mention(texts: string[], names: string[]): boolean {
  return texts.some((text) => names.some((name) => ` ${text} `.includes(` ${name} `)));
}

async function noteConflicts(
  tx: Transaction,
  reportId: string,
  found: Found[],
  foundOn: Day,
): Promise<void> {
  if (found.length === 0) return;
  await tx.insert(reportConflicts).values(found.map((one) => ({ ...one, reportId, foundOn })));
}

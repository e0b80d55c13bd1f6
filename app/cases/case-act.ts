import { sql } from "drizzle-orm";
import { type caseAct, caseActs } from "#drizzle/schema/case-acts.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { canonicalJson, type Json, sha256Hex } from "../ledger/canonical.ts";
import { type Act, type RecordedAct, writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { decryptJson, encryptJson, type Place } from "../secrecy/encrypt.ts";
import type { OpenCase } from "./open-case.ts";
import type { Said } from "./said.ts";

export type CaseActName = (typeof caseAct.enumValues)[number];

/** One act on a case at a time: held until the transaction ends. */
export async function holdCase(tx: Transaction, { id }: Pick<OpenCase, "id">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 6))`);
}

/** What the ledger calls each act. */
export const recorded = {
  opened: "open-case",
  "report-added": "add-report-to-case",
  "respondent-named": "name-respondent",
  "party-named": "name-party",
  "shut-out": "shut-out-of-case",
  triaged: "triage-case",
  appointed: "appoint-investigator",
  declared: "declare-no-conflict",
  "appointment-ended": "end-appointment",
  "interim-begun": "begin-interim-measure",
  "interim-reviewed": "review-interim-measure",
  "interim-ended": "end-interim-measure",
  alleged: "state-allegation",
  "allegation-withdrawn": "withdraw-allegation",
  noticed: "give-notice-of-allegations",
  served: "serve-notice",
  tried: "try-for-response",
  read: "read-case-notice",
  responded: "respond",
  interviewed: "interview",
  noted: "note-in-case",
  excepted: "except-step",
  found: "record-finding",
  proposed: "propose-discipline",
  confirmed: "confirm-act",
  declined: "decline-act",
  issued: "issue-discipline",
  informed: "give-outcome",
  rescinded: "rescind-discipline",
  upheld: "uphold-discipline",
  // The assignment stands beside it: by a name of its own it would tell whom a case is about.
  "training-assigned": "note-in-case",
  grieved: "grieve",
  "grievance-ended": "end-grievance",
  "reporter-told": "tell-reporter-of-conclusion",
  paused: "pause-case",
  resumed: "resume-case",
  closed: "close-case",
  reopened: "reopen-case",
  held: "hold-case",
  "hold-lifted": "lift-hold",
  "disposal-proposed": "propose-disposal",
  disposed: "dispose-of-case",
} as const satisfies Record<CaseActName, Act>;

/** An act to be added to a case. */
export type NewCaseAct<A extends CaseActName = CaseActName> = {
  [One in A]: {
    act: One;
    /** The number of the earlier act it is about. */
    about?: number;
    /** Whom it concerns. */
    personId?: string;
    choice?: string;
    dueOn?: Day;
    /** Of a proposal: the numbers of the findings it rests on. */
    grounds?: number[];
    said?: Said<One>;
    /** What belongs to it, as the ledger binds it: an allegation, a finding, discipline. */
    details?: Json;
    /** Adds what belongs to it. */
    also?: (tx: Transaction, number: number) => Promise<void>;
  };
}[A];

/**
 * Adds an act to a case that is held, with all that belongs to it and its ledger record, which names who of the City
 * did it, and neither the respondent nor what was said. The database refuses one that does not follow, and one of
 * somebody who may not do it that day. Answers its number.
 */
export async function addCaseAct(
  portal: Portal,
  tx: Transaction,
  kase: OpenCase,
  { act, about, personId, choice, dueOn, said, details, also }: NewCaseAct,
  { by, formId }: { by: string; formId: string },
): Promise<number> {
  const at = portal.now();
  const { today } = await clockOf(portal);
  const [last] = await tx.execute<{ number: number }>(sql`
    select coalesce(max(number), 0)::int as number from case_acts where case_id = ${kase.id}`);
  const number = (last?.number ?? 0) + 1;
  const words = said === undefined ? null : encryptJson(kase.key, placeOf(kase.id, number), said);
  const row = {
    ...{ number, act, formId, about: about ?? null, personId: personId ?? null },
    ...{ choice: choice ?? null, dueOn: dueOn ?? null },
  };
  await tx
    .insert(caseActs)
    .values({ caseId: kase.id, ...row, by, actedOn: today, actedAt: at, words });
  await also?.(tx, number);
  const facts = {
    case: portal.vault.indexOf("case", kase.id),
    position: number,
    digest: digestOfAct({ ...row, details: details ?? null, words }),
  };
  const isOwn = act === "read" || ((act === "responded" || act === "grieved") && by === personId);
  const named = isOwn ? null : by;
  // One of many acts with the same facts: more than the compiler tells apart.
  await writeRecord(tx, { act: recorded[act], by: named, about: null, at, facts } as RecordedAct);
  return number;
}

/** An act as the ledger binds it; its form's id is random, so that nothing can be guessed from the digest. */
export type BoundAct = {
  number: number;
  act: CaseActName;
  formId: string;
  about: number | null;
  personId: string | null;
  choice: string | null;
  dueOn: Day | null;
  details: Json;
  /** As stored, encrypted. */
  words: Uint8Array | null;
};

/** SHA-256 of the canonical JSON of an act, in which the SHA-256 of its words' ciphertext stands for them. */
export function digestOfAct({ words, ...act }: BoundAct): string {
  const said = words && sha256Hex(words);
  return sha256Hex(canonicalJson({ ...act, words: said }));
}

/** Whether this form has done something before: here, by the same person, or for somebody or something else. */
export async function isDoneInCase(
  tx: Executor,
  { id }: Pick<OpenCase, "id">,
  { formId, by }: { formId: string; by: string },
): Promise<"here" | "elsewhere" | null> {
  const rows = await tx.execute<{ caseId: string; by: string }>(sql`
    select case_id as "caseId", by from case_acts where form_id = ${formId}`);
  if (rows.length === 0) return null;
  return rows.some((row) => row.caseId === id && row.by === by) ? "here" : "elsewhere";
}

/** What was said with an act, decrypted. */
export function readSaid<A extends CaseActName>(
  kase: OpenCase,
  number: number,
  words: Uint8Array,
): Said<A> {
  return decryptJson<Said<A>>(kase.key, placeOf(kase.id, number), words);
}

const placeOf = (kase: string, number: number): Place => ({
  ...{ table: "case_acts", column: "words", row: `${kase} ${number}` },
});

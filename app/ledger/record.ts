import { randomUUIDv7 } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Executor } from "#app/db.ts";
import { canonicalJson, type Json } from "./canonical.ts";

/** Digests, ids, names of choices and days: never narrative, and never a secret. */
export type Facts = { [fact: string]: Json };

/** A notice, and the digest of its words where it has any: no address, and none of the words. */
type NoticeFacts = Facts & { notice: string; kind: string; digest: string | null };

/** A file of a report, of an exchange or of a case, each by a keyed digest. */
type EvidenceFacts = Facts & { file: string; source?: string } & (
    | { report: string }
    | { exchange: string }
    | { case: string }
  );

/** An act of a case. */
type CaseFacts = Facts & { case: string; position: number; digest: string };

/** The closed list of acts, each with the facts it must not leave out. Who may read which: private-acts.ts. */
type ActFacts = {
  /** `shown_digest` binds the words on the receipt: SHA-256 of their canonical JSON. */
  acknowledge: Facts & { version_digest: string; shown_digest: string };
  "publish-version": Facts & { version_digest: string };
  assign: Facts & { assignment: string };
  "end-assignment": Facts & { assignment: string; why: string };
  "move-due-day": Facts & { assignment: string; from_on: string; to_on: string };
  "make-rule": Facts & { rule: number };
  "end-rule": Facts & { rule: number };
  "grant-role": Facts & { role: string };
  "revoke-role": Facts & { role: string };
  /** `token` is its number, as is `provisioning` in the facts of acts that came by it. */
  "make-provisioning-token": Facts & { token: number };
  "revoke-provisioning-token": Facts & { token: number };
  "deprovision-person": Facts & { provisioning: number };
  /** A role with a part in cases waits for a second person, who confirms or declines it. */
  "ask-for-grant": Facts & { role: string; request: number };
  "confirm-grant": Facts & { role: string; request: number };
  "decline-grant": Facts & { role: string; request: number };
  "withdraw-grant-request": Facts & { role: string; request: number };
  /** Its last day, `until_on`, is over; without one its holder left. */
  "end-grant": Facts & { role: string };
  "end-sessions": Facts & { sessions: number; reason: string };
  "issue-set-up-code": Facts;
  /** What the settings say of an identity provider from a start of the portal on. */
  "configure-provider": Facts & { provider: string; is_offered: boolean };
  /** `account_digest` is the SHA-256 of the canonical JSON of issuer and subject. */
  "link-provider": Facts & { link: string; provider: string; account_digest: string };
  "end-provider-link": Facts & { link: string; provider: string };
  /** Who signed out there is signed out here. */
  "sign-out-from-provider": Facts & { link: string; provider: string; sessions: number };
  "set-password": Facts;
  /** `factor` is an app or a passkey. */
  "enrol-second-factor": Facts & { factor: string };
  "remove-second-factor": Facts & { factor: string };
  /** Of a passkey whose counter went back: it may have been copied. */
  "refuse-passkey": Facts & { passkey: string };
  "make-recovery-codes": Facts & { count: number };
  "use-recovery-code": Facts & { left: number };
  /** `confirmation`: what a second person confirmed; null where none had to. */
  "reset-second-factor": Facts & { confirmation: string | null };
  "ask-confirmation": Facts & { confirmation: string; kind: string };
  "end-confirmation": Facts & { confirmation: string; kind: string; ended: string };
  "add-person": Facts;
  "change-person": Facts;
  "record-employment": Facts;
  "record-leave": Facts;
  "record-exemption": Facts;
  "end-exemption": Facts;
  /** `changes` is the digest of the list of changes kept with the import, `file` that of its bytes. */
  "import-directory": Facts & { import: number; changes: string; file: string };
  "change-employment": Facts;
  "change-leave": Facts;
  "notice-sent": NoticeFacts;
  "notice-refused": NoticeFacts;
  "notice-handed-over": NoticeFacts;
  "notice-counted-as-sent": NoticeFacts;
  "notice-came-back": NoticeFacts;
  "notice-withdrawn": NoticeFacts;
  "notice-asked-again": NoticeFacts;
  /** Of how many people, where a supervisor or HR reminds by hand. */
  "remind-by-hand": Facts & { day: string };
  /** By which filter, never what a search was for: it may be a name. */
  "export-attestations": Facts & { day: string };
  /** `words_digest` binds subject, channels, basis and reason: SHA-256 of their canonical JSON. */
  "record-authorization": Facts & { reference: string; words_digest: string };
  "export-authorizations": Facts & { day: string };
  "make-evidence-packet": Facts & { packet: string; version_digest: string };
  /** Up to which seal. */
  "export-ledger": Facts & { day: string; seal: number };
  /** Of reports `report` is a keyed digest: the ledger names neither reporter nor respondent. */
  "file-violation-report": Facts & { report: string };
  "add-to-report": Facts & { report: string };
  "write-to-office": Facts & { report: string };
  "write-to-reporter": Facts & { report: string };
  "open-report": Facts & { report: string };
  "acknowledge-report": Facts & { report: string };
  "join-reports": Facts & { report: string; into: string };
  "step-aside": Facts & { report: string };
  "part-reports": Facts & { report: string; from: string };
  /** Of exchanges `exchange` is a keyed digest, and who asks for advice is not named: they are support. */
  "ask-for-advice": Facts & { exchange: string };
  "write-to-adviser": Facts & { exchange: string };
  "open-exchange": Facts & { exchange: string };
  "answer-advice": Facts & { exchange: string };
  "log-exchange": Facts & { exchange: string };
  "tell-of-escalation": Facts & { exchange: string };
  "escalate-exchange": Facts & { exchange: string };
  "follow-up-exchange": Facts & { exchange: string };
  "close-exchange": Facts & { exchange: string };
  /**
   * Of cases `case` is a keyed digest; `position` the number of the act in it, and `digest` the SHA-256 of what was
   * stored with it. Neither respondent nor reporter is named.
   */
  "open-case": CaseFacts;
  "add-report-to-case": CaseFacts;
  "name-respondent": CaseFacts;
  "name-party": CaseFacts;
  "shut-out-of-case": CaseFacts;
  "triage-case": CaseFacts;
  "appoint-investigator": CaseFacts;
  "declare-no-conflict": CaseFacts;
  "end-appointment": CaseFacts;
  "begin-interim-measure": CaseFacts;
  "review-interim-measure": CaseFacts;
  "end-interim-measure": CaseFacts;
  "state-allegation": CaseFacts;
  "withdraw-allegation": CaseFacts;
  "give-notice-of-allegations": CaseFacts;
  "serve-notice": CaseFacts;
  "try-for-response": CaseFacts;
  "read-case-notice": CaseFacts;
  respond: CaseFacts;
  interview: CaseFacts;
  "note-in-case": CaseFacts;
  "except-step": CaseFacts;
  "record-finding": CaseFacts;
  "propose-discipline": CaseFacts;
  "confirm-act": CaseFacts;
  "decline-act": CaseFacts;
  "issue-discipline": CaseFacts;
  "give-outcome": CaseFacts;
  "rescind-discipline": CaseFacts;
  "uphold-discipline": CaseFacts;
  grieve: CaseFacts;
  "end-grievance": CaseFacts;
  "tell-reporter-of-conclusion": CaseFacts;
  "pause-case": CaseFacts;
  "resume-case": CaseFacts;
  "close-case": CaseFacts;
  "reopen-case": CaseFacts;
  "hold-case": CaseFacts;
  "lift-hold": CaseFacts;
  "propose-disposal": CaseFacts;
  "dispose-of-case": CaseFacts;
  /** The first time each day that somebody opens it; `part` says what: the file, evidence, a letter. */
  "view-case": Facts & { case: string; part: string };
  /** `digest` of the manifest. */
  "export-case": Facts & { case: string; digest: string };
  /** `file` is a keyed digest of the SHA-256 of its bytes; `source` the SHA-256 of what is said of it, encrypted. */
  "add-evidence": EvidenceFacts;
  "view-evidence": EvidenceFacts;
  "download-evidence": EvidenceFacts;
  /** `kid` names the new key; `keys` is how many data keys it wraps now. */
  "rotate-case-keys": Facts & { kid: string; keys: number };
  "rotate-signing-key": Facts & { kid: string; before: string };
};

export type Act = keyof ActFacts;

/** An act to be recorded. `by` is who did it (null: the portal itself), `about` whom it concerns. */
export type RecordedAct = {
  [A in Act]: { act: A; by: string | null; about: string | null; at: Date; facts: ActFacts[A] };
}[Act];

/** What a record's body says, parsed. `at` is ISO 8601 in UTC with milliseconds. */
export type RecordBody = {
  v: 1;
  id: string;
  act: string;
  by: string | null;
  about: string | null;
  at: string;
  facts: Facts;
};

/** A record not yet stored: its id, and the exact text whose bytes are hashed. */
export function formRecord({ act, by, about, at, facts }: RecordedAct): {
  id: string;
  body: string;
} {
  const record: RecordBody = {
    v: 1,
    id: randomUUIDv7(),
    act,
    by,
    // As PostgreSQL writes a uuid: the verifier compares the column with the body.
    about: about?.toLowerCase() ?? null,
    at: at.toISOString(),
    facts,
  };
  return { id: record.id, body: canonicalJson(record) };
}

/**
 * Writes an act into the ledger, inside the transaction of the act itself, and puts it on the list of
 * what waits for a seal. One statement. Throws a TypeError when a fact is nothing JSON can say.
 */
export async function writeRecord(
  tx: Executor,
  recorded: RecordedAct,
): Promise<{ id: string; body: string }> {
  const { id, body } = formRecord(recorded);
  const { act, about, at } = recorded;
  await tx.execute(sql`
    with record as (
      insert into ledger_records (id, act, about, recorded_at, body)
      values (${id}::uuid, ${act}, ${about}::uuid, ${at.toISOString()}::timestamptz, ${body})
      returning id
    )
    insert into ledger_unsealed (record_id) select id from record`);
  return { id, body };
}

/** Writes many acts, each a record of its own as `writeRecord` makes them, in one statement. */
export async function writeRecords(tx: Executor, recorded: RecordedAct[]): Promise<void> {
  const records = recorded.map((one) => {
    const { act, about, at } = one;
    return { ...formRecord(one), act, about, at };
  });
  await tx.execute(sql`
    with record as (
      insert into ledger_records (id, act, about, recorded_at, body)
      select id, act, about, at, body
      from json_to_recordset(${JSON.stringify(records)}::text::json)
        as r (id uuid, act text, about uuid, at timestamptz, body text)
      returning id
    )
    insert into ledger_unsealed (record_id) select id from record`);
}

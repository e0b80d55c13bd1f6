import { isPrivateKind, knownKinds } from "../notices/private-kinds.ts";
import type { Act, RecordBody } from "./record.ts";

/**
 * Who may read the records of an act. Of a private one everybody who reads the ledger sees act, seal, position
 * and digest, and never who, about whom, when, or its facts. A notice is as private as what it tells of.
 */
export const privacyOfActs: Record<Act, "open" | "private" | "by-kind"> = {
  acknowledge: "open",
  "publish-version": "open",
  assign: "open",
  "end-assignment": "open",
  "move-due-day": "open",
  "make-rule": "open",
  "end-rule": "open",
  "grant-role": "open",
  "revoke-role": "open",
  "issue-set-up-code": "open",
  "set-password": "open",
  "add-person": "open",
  "change-person": "open",
  "record-employment": "open",
  "record-leave": "open",
  "record-exemption": "open",
  "end-exemption": "open",
  "import-directory": "open",
  "change-employment": "open",
  "change-leave": "open",
  "notice-sent": "by-kind",
  "notice-refused": "by-kind",
  "notice-handed-over": "by-kind",
  "notice-counted-as-sent": "by-kind",
  "notice-came-back": "by-kind",
  "notice-withdrawn": "by-kind",
  "notice-asked-again": "by-kind",
  "remind-by-hand": "open",
  "export-attestations": "open",
  "record-authorization": "open",
  "export-authorizations": "open",
  "make-evidence-packet": "open",
  "export-ledger": "open",
  "file-violation-report": "private",
  "add-to-report": "private",
  "write-to-office": "private",
  "write-to-reporter": "private",
  "open-report": "private",
  "acknowledge-report": "private",
  "join-reports": "private",
  "step-aside": "private",
  "part-reports": "private",
  "ask-for-advice": "private",
  "write-to-adviser": "private",
  "open-exchange": "private",
  "answer-advice": "private",
  "log-exchange": "private",
  "tell-of-escalation": "private",
  "escalate-exchange": "private",
  "follow-up-exchange": "private",
  "close-exchange": "private",
  "add-evidence": "private",
  "view-evidence": "private",
  "download-evidence": "private",
  // Its facts count the keys of all reports and exchanges.
  "rotate-case-keys": "private",
};

/** Whether a record is private. One that this portal does not know, act or kind of notice, is. */
export function isPrivateRecord({ act, facts }: Pick<RecordBody, "act" | "facts">): boolean {
  const privacy = Object.hasOwn(privacyOfActs, act) ? privacyOfActs[act as Act] : "private";
  if (privacy !== "by-kind") return privacy === "private";
  const kind = knownKinds.find((known) => known === facts.kind);
  return kind === undefined || isPrivateKind(kind);
}

import type { FrozenContent } from "../content/frozen-version.ts";
import type { Day } from "../days.ts";
import type { RecordBody } from "../ledger/record.ts";
import type { Section } from "./document.ts";

/** A moment as ISO 8601 in UTC with milliseconds. */
export type Moment = string;

/** What is known of one person and one policy version, in one file that explains and verifies itself. */
export type EvidencePacket = {
  signpost_packet: 1;
  id: string;
  issuer: string;
  made_at: Moment;
  made_by: string;
  person: { id: string; handle: string; name: string; is_outside: boolean };
  version: PacketVersion & { content: FrozenContent };
  /** Every version of this policy, in the order of their numbers. */
  versions: PacketVersion[];
  assignments: PacketAssignment[];
  history: PacketHistory;
  identity: PacketIdentity;
  notices: PacketNotice[];
  /** Who could act on the directory, on sign-ins and on roles, and when. */
  holders: PacketRole[];
  /** The same in plain words, as the page shows it. */
  document: Section[];
  records: PacketRecord[];
  /** Seals by their number, each a JWS. */
  seals: { [number: string]: string };
  how_to_verify: string;
  /** A JWS over the digest of every other part. */
  signature: string;
};

export type PacketVersion = {
  id: string;
  policy: string;
  number: number;
  kind: string;
  effective_on: Day;
  published_at: Moment;
  version_digest: string;
};

export type PacketAssignment = {
  id: string;
  track: string;
  rule: string;
  reason: string;
  assigned_at: Moment;
  assigned_by: string | null;
  due_on: Day;
  settled_as: string | null;
  settled_at: Moment | null;
  /** What it was on the day the packet was made. */
  state: string;
  /** What was recorded of it later, oldest first. */
  changes: PacketChange[];
  /** By scenario and number: in this order the acknowledgement's record binds them. */
  attempts: PacketAttempt[];
  acknowledgement: PacketAcknowledgement | null;
};

/** The due day moved, or the assignment ended without an answer. `by` null is the portal itself. */
export type PacketChange = { at: Moment; by: string | null; why: string; words: string } & (
  | { what: "due-day-moved"; from_on: Day; to_on: Day }
  | { what: "ended" }
);

export type PacketAttempt = {
  scenario: string;
  number: number;
  shown: string[];
  chosen: string[];
  right: boolean;
  at: Moment;
};

export type PacketAcknowledgement = {
  reference: string;
  grade: string;
  method: string;
  typed_name: string;
  directory_name: string;
  at: Moment;
  record: string;
  /** What the person saw and stated; the record binds its digest. */
  shown: { [name: string]: unknown };
  /** What makes it one on paper; null for one of grade self. */
  paper: PacketPaper | null;
  /** The file the person may keep; null while its record waited for a seal. */
  receipt: string | null;
  /** How the session behind it began; absent on paper, and where the record is older than this. */
  session?: { method: string; second_factor: boolean };
};

type Named = { name: string; number: string };

/** The signed paper. Its scan is a file of its own, handed over beside the packet. */
export type PacketPaper = {
  signed_on: Day;
  witness: Named;
  lessons: string;
  read_aloud: { on: Day; by: Named } | null;
  recorded_by: Named;
  /** Null only where somebody refused to sign. `size` in bytes. */
  scan: { media_type: string; size: number; sha256: string } | null;
};

type Dated = {
  from_on: Day;
  until_on: Day | null;
  recorded_at: Moment;
  recorded_by: string | null;
  superseded_at: Moment | null;
};

export type PacketHistory = {
  employments: (Dated & {
    department: string;
    position: string;
    type: string;
    supervisor: string | null;
  })[];
  leaves: Dated[];
  imports: PacketImport[];
  exemptions: (Dated & { reason: string })[];
  authorizations: (Dated & {
    reference: string;
    step: string;
    subject: string;
    channels: string[];
    authorized_by: string;
    basis: string;
    reason: string | null;
  })[];
};

/** What a merged file of the directory changed of this person. */
export type PacketImport = {
  number: number;
  merged_at: Moment;
  merged_by: string | null;
  effective_on: Day;
  file_digest: string;
  /** SHA-256 of the whole list of changes, as the ledger record `record` has it. */
  changes_digest: string;
  record: string;
  /** This person's line of that list, to the letter: it stands in the list the City keeps. */
  line: string;
};

export type PacketIdentity = {
  codes: {
    issued_at: Moment;
    issued_by: string | null;
    expires_at: Moment;
    used_at: Moment | null;
    withdrawn_at: Moment | null;
  }[];
  passwords: { set_at: Moment; proof: string | null }[];
  /** Accounts at identity providers; absent where there was none. */
  links?: {
    provider: string;
    matched_by: string;
    linked_at: Moment;
    ended_at: Moment | null;
    ended_by: string | null;
  }[];
  /** What was shown besides the password, if anything ever; absent where nothing was. */
  second_step?: PacketSecondStep;
  roles: PacketRole[];
};

/** Read from the ledger's records: see `secondStepOf`. */
export type PacketSecondStep = { factors: PacketFactor[]; recovery_codes_used: Moment[] };

export type PacketFactor = {
  /** An app or a passkey. */
  factor: string;
  since: Moment;
  until: Moment | null;
  ended: "removed" | "replaced" | "reset" | null;
  /** Null where it was not reset, and where whoever runs the server did. */
  reset_by: string | null;
};

export type PacketRole = {
  name: string;
  role: string;
  granted_at: Moment;
  granted_by: string | null;
  revoked_at: Moment | null;
  revoked_by: string | null;
};

/** A notice owed to the person about the version or their own assignments of it. */
export type PacketNotice = {
  id: string;
  kind: string;
  /** Null: about the version. */
  assignment: string | null;
  /** Of a reminder: the due day it is about. */
  due_on: Day | null;
  owed_at: Moment;
  /** Who asked for it; null: the portal itself. */
  owed_by: string | null;
  /** Where it stood when the packet was made. */
  state: string;
  /** All that happened to it, oldest first. */
  steps: PacketNoticeStep[];
};

export type PacketNoticeStep = {
  step: string;
  at: Moment;
  /** Null: the portal itself. */
  by: string | null;
  address: string | null;
  reason: string | null;
  /** Only of a step that had words ready. */
  subject: string | null;
  /** SHA-256 of the canonical JSON of subject, html and words. */
  digest: string | null;
};

/** A ledger record, and its place under a seal; null while it waited for one. */
export type PacketRecord = {
  record: RecordBody;
  proof: { seal: number; position: number; path: string[] } | null;
};

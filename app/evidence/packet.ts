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
  /** What was recorded of it later, in words: due days moved, its end. */
  changes: { at: Moment; by: string | null; words: string }[];
  /** By scenario and number: in this order the acknowledgement's record binds them. */
  attempts: PacketAttempt[];
  acknowledgement: PacketAcknowledgement | null;
};

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
  /** The file the person may keep; null while its record waited for a seal. */
  receipt: string | null;
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

export type PacketIdentity = {
  codes: {
    issued_at: Moment;
    issued_by: string | null;
    expires_at: Moment;
    used_at: Moment | null;
    withdrawn_at: Moment | null;
  }[];
  passwords: { set_at: Moment; proof: string | null }[];
  roles: PacketRole[];
};

export type PacketRole = {
  name: string;
  role: string;
  granted_at: Moment;
  granted_by: string | null;
  revoked_at: Moment | null;
  revoked_by: string | null;
};

export type PacketNotice = { kind: string; owed_at: Moment };

/** A ledger record, and its place under a seal; null while it waited for one. */
export type PacketRecord = {
  record: RecordBody;
  proof: { seal: number; position: number; path: string[] } | null;
};

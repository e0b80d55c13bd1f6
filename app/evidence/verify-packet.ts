import type { JSONWebKeySet } from "jose";
import { canonicalJson, sha256Hex } from "../ledger/canonical.ts";
import { leafHash, verifyInclusion } from "../ledger/merkle.ts";
import { verifyReceipt } from "../ledger/receipt.ts";
import { openSeal, type SealBody } from "../ledger/seal.ts";
import type { EvidencePacket, PacketAcknowledgement, PacketAssignment } from "./packet.ts";
import { digestParts, openPacketSignature } from "./sign-packet.ts";
import {
  whyNotChanged,
  whyNotImported,
  whyNotOnPaper,
  whyNotServed,
  whyNotShown,
} from "./why-not-recorded.ts";

/** What a check found: how much stands under seals, and what does not. */
type PacketVerdict = {
  records: number;
  seals: number;
  unsealed: string[];
  unbound: string[];
};

/**
 * Checks a packet against public keys that came from elsewhere: who signed it, each ledger record under its
 * seal, the version, acknowledgements, answers, assignments and notices against their records, then every other
 * part against the signature. Refuses with the first thing that is not as it was.
 */
export async function verifyPacket(
  packet: EvidencePacket,
  publicKeys: JSONWebKeySet,
): Promise<{ verdict: PacketVerdict } | { refused: string }> {
  const signed = await openPacketSignature(packet.signature, publicKeys);
  if ("refused" in signed) return signed;
  const opened = await openSeals(packet, publicKeys);
  if ("refused" in opened) return opened;
  const refused =
    whyNotSealed(packet, opened.seals) ??
    whyNotVersion(packet) ??
    (await whyNotAssignments(packet, publicKeys)) ??
    whyNotNotices(packet) ??
    whyNotImported(packet) ??
    whyNotShown(packet) ??
    whyNotWhole(packet, signed.says);
  if (refused) return { refused };
  const waiting = packet.records.filter(({ proof }) => proof === null);
  return {
    verdict: {
      records: packet.records.length - waiting.length,
      seals: opened.seals.size,
      unsealed: waiting.map(({ record }) => `${record.act} of ${record.at} (${record.id})`),
      unbound: packet.assignments
        .filter((one) => !recordOf(packet, "assign", one.id))
        .map(({ id }) => id),
    },
  };
}

async function openSeals(
  { seals }: EvidencePacket,
  publicKeys: JSONWebKeySet,
): Promise<{ seals: Map<number, SealBody> } | { refused: string }> {
  const opened = new Map<number, SealBody>();
  for (const [number, jws] of Object.entries(seals)) {
    const told = await openSeal(jws, publicKeys);
    if ("refused" in told) return { refused: `Seal ${number} is not as it was. ${told.refused}` };
    if (String(told.seal.number) !== number) {
      return { refused: `Seal ${number} is not as it was: it says that it is another.` };
    }
    opened.set(told.seal.number, told.seal);
  }
  return { seals: opened };
}

function whyNotSealed(packet: EvidencePacket, seals: Map<number, SealBody>): string | null {
  for (const { record, proof } of packet.records) {
    if (!proof) continue;
    const seal = seals.get(proof.seal);
    const path = proof.path.map((hash) => Buffer.from(hash, "hex"));
    const isUnder =
      seal &&
      verifyInclusion(
        leafHash(canonicalJson(record)),
        proof.position,
        seal.size,
        path,
        Buffer.from(seal.root, "hex"),
      );
    if (!isUnder) {
      return `The record ${record.act} of ${record.at} (${record.id}) is not as it was: it is not among those seal ${proof.seal} covers.`;
    }
  }
  return null;
}

function whyNotVersion({ version, records }: EvidencePacket): string | null {
  if (sha256Hex(canonicalJson(version.content)) !== version.version_digest) {
    return "The words of the version are not as they were: they do not have its digest.";
  }
  const published = records.find(({ record }) => record.act === "publish-version")?.record;
  const { facts } = published ?? {};
  return facts?.version_digest === version.version_digest && facts.number === version.number
    ? null
    : "The version is not the one that was published: no ledger record says that it was.";
}

async function whyNotAssignments(
  packet: EvidencePacket,
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  for (const assignment of packet.assignments) {
    const refused =
      whyNotAssigned(packet, assignment) ??
      whyNotChanged(packet, assignment) ??
      (assignment.acknowledgement
        ? ((await whyNotReceived(assignment.acknowledgement, publicKeys)) ??
          whyNotAcknowledged(packet, assignment, assignment.acknowledgement))
        : null);
    if (refused) return refused;
  }
  return null;
}

function whyNotNotices(packet: EvidencePacket): string | null {
  for (const notice of packet.notices) {
    const refused = whyNotServed(packet, notice);
    if (refused) return refused;
  }
  return null;
}

function whyNotAssigned(packet: EvidencePacket, assignment: PacketAssignment): string | null {
  const facts = recordOf(packet, "assign", assignment.id);
  if (!facts) return null;
  const { track, rule, reason } = assignment;
  return facts.track === track &&
    facts.rule === rule &&
    facts.reason === reason &&
    facts.version === packet.version.id
    ? null
    : `The assignment ${assignment.id} is not as it was: its ledger record says something else.`;
}

function whyNotAcknowledged(
  packet: EvidencePacket,
  { id, attempts }: PacketAssignment,
  acknowledgement: PacketAcknowledgement,
): string | null {
  const { reference, grade, record, shown } = acknowledgement;
  const facts = recordOf(packet, "acknowledge", id);
  const found = packet.records.find((one) => one.record.id === record)?.record;
  const notAsItWas = `The acknowledgement ${reference} is not as it was`;
  if (!facts || found?.facts !== facts || found.about !== packet.person.id) {
    return `${notAsItWas}: its ledger record is not in the packet.`;
  }
  if (
    facts.reference !== reference ||
    facts.grade !== grade ||
    facts.version_digest !== packet.version.version_digest
  ) {
    return `${notAsItWas}: its ledger record says something else.`;
  }
  if (canonicalJson(facts.session ?? null) !== canonicalJson(acknowledgement.session ?? null)) {
    return `${notAsItWas}: its ledger record says something else of the session behind it.`;
  }
  if (facts.shown_digest !== sha256Hex(canonicalJson(shown))) {
    return `${notAsItWas}: other words were shown when it was made.`;
  }
  if (
    facts.answers !== undefined &&
    (facts.answers !== attempts.length ||
      facts.answers_digest !== sha256Hex(canonicalJson(attempts)))
  ) {
    return `The answers before the acknowledgement ${reference} are not as they were: one was changed, added or removed.`;
  }
  return whyNotOnPaper(acknowledgement, facts);
}

async function whyNotReceived(
  { reference, receipt, record }: PacketAcknowledgement,
  publicKeys: JSONWebKeySet,
): Promise<string | null> {
  if (receipt === null) return null;
  const verified = await verifyReceipt(Buffer.from(receipt), publicKeys);
  if ("refused" in verified)
    return `The receipt ${reference} is not as it was. ${verified.refused}`;
  return verified.receipt.record.id === record
    ? null
    : `The receipt ${reference} is not as it was: it is of another acknowledgement.`;
}

function whyNotWhole(
  packet: EvidencePacket,
  says: { packet: string; parts: { [name: string]: string } },
): string | null {
  const parts = digestParts(packet);
  for (const name of new Set([...Object.keys(says.parts), ...Object.keys(parts)])) {
    if (says.parts[name] !== parts[name]) {
      return `The part "${name}" of the packet is not as it was when the portal signed it.`;
    }
  }
  return says.packet === packet.id ? null : "The signature is of another packet.";
}

/** The facts of the one record of an act that names an assignment. */
function recordOf({ records }: EvidencePacket, act: string, assignment: string) {
  return records.find(({ record }) => record.act === act && record.facts.assignment === assignment)
    ?.record.facts;
}

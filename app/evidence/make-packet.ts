import { randomUUID } from "node:crypto";
import { readFiledPerson } from "../attestation/person-file.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { PolicyVersion, VersionHead } from "../content/version.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import type { EvidencePacket, PacketVersion } from "./packet.ts";
import { readPacketRecords, waitForSeal } from "./packet-records.ts";
import { readPacketAssignments } from "./read-assignments.ts";
import { readHolders, readPacketHistory, readPacketIdentity } from "./read-history.ts";
import { readPacketNotices } from "./read-notices.ts";
import { nameResets, secondStepOf } from "./second-step.ts";
import { signPacket } from "./sign-packet.ts";
import { writeDocument } from "./write-document.ts";

/** The person of a handle and the version of an address, where the viewer may see both. */
export async function findSubject(
  viewer: Viewer,
  portal: Portal,
  { handle = "", policy = "", version = "" }: Record<string, string | undefined>,
) {
  const [person, found] = await Promise.all([
    readFiledPerson(viewer, portal, handle),
    /^[1-9]\d{0,4}$/.test(version) ? portal.shelf.numbered(policy, Number(version)) : null,
  ]);
  return person && found ? { person, version: found } : undefined;
}

export type Subject = NonNullable<Awaited<ReturnType<typeof findSubject>>>;

/**
 * Makes the evidence packet of one person and version. That it is made, by whom and about whom, goes into
 * the ledger first; then it waits for the seal over that record, and so over all before it, for a few
 * seconds at the most. Records that are not sealed by then stand in the packet without a proof.
 */
export async function makeEvidencePacket(
  viewer: Viewer,
  portal: Portal,
  { person, version }: Subject,
  { atMostMs = 4000 }: { atMostMs?: number } = {},
): Promise<EvidencePacket> {
  const now = portal.now();
  const id = randomUUID();
  const { personId } = person;
  const made = await portal.db.transaction((tx) =>
    writeRecord(tx, {
      act: "make-evidence-packet",
      by: viewer.personId,
      about: personId,
      at: now,
      facts: { packet: id, version: version.id, version_digest: version.versionDigest },
    }),
  );
  await waitForSeal(portal.db, made.id, { atMostMs });

  const asked = { personId, versionId: version.id };
  const [assignments, history, identity, notices, holders, versions, clock] = await Promise.all([
    readPacketAssignments(viewer, portal, asked),
    readPacketHistory(viewer, portal, personId),
    readPacketIdentity(viewer, portal, personId),
    readPacketNotices(viewer, portal, asked),
    readHolders(viewer, portal),
    portal.shelf.all(),
    clockOf(portal),
  ]);
  const found = await readPacketRecords(viewer, portal, {
    personId,
    assignmentIds: assignments.map(({ id }) => id),
    noticeIds: notices.map(({ id }) => id),
    importRecordIds: history.imports.map(({ record }) => record),
    version,
  });
  const secondStep = secondStepOf(found.records);
  const packet = {
    signpost_packet: 1 as const,
    id,
    issuer: `${version.content.organization.name}, ${portal.publicUrl}`,
    made_at: now.toISOString(),
    made_by: fullName(viewer),
    person: {
      id: personId,
      handle: person.handle,
      name: fullName(person),
      is_outside: person.isOutside,
    },
    version: { ...headOf(version), content: version.content },
    versions: versions
      .filter(({ policy }) => policy === version.policy)
      .map(headOf)
      .toSorted((one, other) => one.number - other.number),
    ...{ assignments, history, notices, holders, ...found },
    identity: {
      ...identity,
      ...(secondStep && { second_step: await nameResets(portal.db, secondStep) }),
    },
    how_to_verify: howToVerify,
  };
  return signPacket(portal.keys, { ...packet, document: writeDocument(packet, clock) });
}

function headOf(version: PolicyVersion | VersionHead): PacketVersion {
  return {
    id: version.id,
    policy: version.policy,
    number: version.number,
    kind: version.kind,
    effective_on: version.effectiveOn,
    published_at: version.publishedAt.toISOString(),
    version_digest: version.versionDigest,
  };
}

const howToVerify =
  "In a copy of Signpost run `npm run packet:verify -- FILE --keys KEYS`, for this file or the page " +
  "made with it. KEYS is the list of the portal's public keys from its address /.well-known/jwks.json: " +
  "fetch it there, or use a copy kept elsewhere, never one that came with the packet. The page can check " +
  "itself in a browser, without a network; who doubts the page uses the command.";

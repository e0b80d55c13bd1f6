import { canonicalJson } from "../ledger/canonical.ts";
import type { NoticeStep } from "../notices/note-step.ts";
import { actOfStep } from "../notices/note-step.ts";
import type {
  EvidencePacket,
  PacketAcknowledgement,
  PacketAssignment,
  PacketNotice,
  PacketSecondStep,
} from "./packet.ts";
import { secondStepOf } from "./second-step.ts";

type Facts = EvidencePacket["records"][number]["record"]["facts"];

/** Why due days moved and an ending are not what the ledger says, in a sentence; null when they are. */
export function whyNotChanged(
  { records }: EvidencePacket,
  { id, changes, settled_as }: PacketAssignment,
): string | null {
  const told = records.filter(
    ({ record: { act, facts } }) =>
      (act === "move-due-day" || act === "end-assignment") && facts.assignment === id,
  );
  const isSame =
    told.length === changes.length &&
    (settled_as === "ended") === changes.some(({ what }) => what === "ended") &&
    changes.every((change) =>
      told.some(({ record: { act, at, facts } }) =>
        change.what === "ended"
          ? act === "end-assignment" && at === change.at && facts.why === change.why
          : act === "move-due-day" &&
            at === change.at &&
            facts.why === change.why &&
            facts.from_on === change.from_on &&
            facts.to_on === change.to_on,
      ),
    );
  return isSame
    ? null
    : `What happened to the assignment ${id} later is not as it was: its ledger records say something else.`;
}

/** Why the serving of a notice is not what the ledger says, in a sentence; null when it is. */
export function whyNotServed(
  { person, records }: EvidencePacket,
  { id, kind, steps }: PacketNotice,
): string | null {
  const told = records.filter(({ record }) => record.facts.notice === id);
  const heard = steps.flatMap(({ step, by, at, digest }) => {
    const act = actOfStep(step as NoticeStep, by);
    return act ? [{ act, at, digest }] : [];
  });
  const isSame =
    told.length === heard.length &&
    heard.every(({ act, at, digest }) =>
      told.some(
        ({ record }) =>
          record.act === act &&
          record.at === at &&
          record.about === person.id &&
          record.facts.kind === kind &&
          record.facts.digest === digest,
      ),
    );
  return isSame
    ? null
    : `The notice ${id} is not as it was: its ledger records say something else of how it was served.`;
}

/** Why a line of an import does not rest on its ledger record, in a sentence; null when it does. */
export function whyNotImported({ records, history }: EvidencePacket): string | null {
  for (const { number, record, file_digest, changes_digest } of history.imports) {
    const found = records.find((one) => one.record.id === record)?.record;
    const { facts } = found ?? {};
    if (
      found?.act !== "import-directory" ||
      facts?.import !== number ||
      facts.changes !== changes_digest ||
      facts.file !== file_digest
    ) {
      return `The import ${number} is not as it was: its ledger record is not in the packet, or says something else.`;
    }
  }
  return null;
}

/** Why what was shown as a second step at sign-in is not what the ledger says, in a sentence; null when it is. */
export function whyNotShown({ records, identity }: EvidencePacket): string | null {
  const unnamed = (step: PacketSecondStep | null | undefined) =>
    canonicalJson(
      step ? { ...step, factors: step.factors.map(({ reset_by: _, ...factor }) => factor) } : null,
    );
  return unnamed(identity.second_step) === unnamed(secondStepOf(records))
    ? null
    : "The second steps at sign-in are not as they were: their ledger records say something else.";
}

/** Why a paper is not what was shown and what the ledger says, in a sentence; null when it is. */
export function whyNotOnPaper(
  { reference, grade, paper, shown }: PacketAcknowledgement,
  facts: Facts,
): string | null {
  const notAsItWas = `The paper behind the acknowledgement ${reference} is not as it was`;
  if (!paper) {
    return grade === "self" && shown.paper === undefined && facts.scan_digest === undefined
      ? null
      : `${notAsItWas}: it is missing.`;
  }
  const { scan, ...rest } = paper;
  const onReceipt = { ...rest, scan_sha256: scan?.sha256 ?? null };
  return canonicalJson(onReceipt) === canonicalJson(shown.paper ?? null) &&
    facts.scan_digest === onReceipt.scan_sha256 &&
    facts.signed_on === paper.signed_on &&
    facts.lessons_taken === paper.lessons
    ? null
    : `${notAsItWas}: its ledger record says something else.`;
}

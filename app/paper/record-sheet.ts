import { sql } from "drizzle-orm";
import { paperAcknowledgements } from "#drizzle/schema/paper.ts";
import { isSettledMeanwhile, writeAcknowledgement } from "../attestation/write-acknowledgement.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import type { Circle } from "../people/circle.ts";
import type { Portal } from "../portal.ts";
import { checkSheet, type Sheet } from "./check-sheet.ts";
import type { PaperFacts } from "./paper-facts.ts";
import type { TypedSheet } from "./sheet-form.ts";
import { readSigners, type Signer } from "./signers.ts";
import { keepScan } from "./staged-scan.ts";

/**
 * Records a sheet: for each person on it an acknowledgement of grade witnessed or refused, with its
 * receipt, in one transaction. All of them or none: refuses by field, naming whoever cannot be recorded
 * and why. The same form sent again records nothing more and answers the same.
 */
export async function recordSheet(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  handles: string[],
  typed: TypedSheet,
): Promise<{ references: string[] } | { errors: Record<string, string> }> {
  const before = await recordedWith(viewer, portal, typed.sheet);
  if (before.length > 0) return { references: before };
  const signers = await readSigners(viewer, portal, circle, handles);
  if (signers.length !== handles.length) return { errors: { form: notYours } };
  const checked = await checkSheet(viewer, portal, signers, typed);
  if ("errors" in checked) {
    // The same form, sent twice at once: by now the first one is done.
    const meanwhile = await recordedWith(viewer, portal, typed.sheet);
    return meanwhile.length > 0 ? { references: meanwhile } : checked;
  }
  try {
    return {
      references: await portal.db.transaction((tx) => record(tx, viewer, portal, checked.sheet)),
    };
  } catch (problem) {
    if (!isSettledMeanwhile(problem)) throw problem;
    const meanwhile = await recordedWith(viewer, portal, typed.sheet);
    if (meanwhile.length > 0) return { references: meanwhile };
    return { errors: await whoIsSettled(viewer, portal, circle, signers, typed) };
  }
}

const notYours =
  "Begin again: somebody on this sheet is no longer among the people you can record for";

async function record(
  tx: Transaction,
  viewer: Viewer,
  portal: Portal,
  { id, paper: facts, scan, entries }: Sheet,
): Promise<string[]> {
  const now = portal.now();
  const by = viewer.personId;
  const recordedBy = { id: by, handle: viewer.handle, name: fullName(viewer) };
  const paper: PaperFacts = { ...facts, scan, recordedBy };
  if (scan) await keepScan(tx, scan, { by, now });
  const references = new Map<string, string>();
  // In one order, whatever the sheet's: two sheets with the same people never wait for each other in a ring.
  for (const { signer, duty, name, outcome } of entries.toSorted(byAssignment)) {
    const grade = outcome === "signed" ? "witnessed" : "refused";
    const { personId, handle } = signer;
    const written = await writeAcknowledgement(tx, {
      personId,
      assignmentId: duty.assignmentId,
      version: duty.version,
      track: duty.track,
      kept: {
        ...{ grade, method: "paper", typedName: name, directoryName: fullName(signer), handle },
        acknowledgedAt: now,
      },
      paper,
      by,
    });
    await tx.insert(paperAcknowledgements).values({
      acknowledgementId: written.id,
      ...{ personId, grade, sheetId: id, signedOn: paper.signedOn },
      ...{ witnessId: paper.witness.id, witnessName: paper.witness.name },
      scanId: scan?.id ?? null,
      lessons: paper.lessons,
      readOn: paper.read?.on ?? null,
      readBy: paper.read?.by.id ?? null,
      readerName: paper.read?.by.name ?? null,
      ...{ recordedBy: by, recorderName: recordedBy.name, recordedAt: now },
    });
    references.set(personId, written.reference);
  }
  return entries.map(({ signer }) => references.get(signer.personId) ?? "");
}

const byAssignment = (one: Sheet["entries"][number], other: Sheet["entries"][number]) =>
  one.duty.assignmentId < other.duty.assignmentId ? -1 : 1;

async function recordedWith(viewer: Viewer, portal: Portal, sheet: string): Promise<string[]> {
  const rows = await portal.db.execute<{ reference: string }>(sql`
    select k.reference from paper_acknowledgements y
      join acknowledgements k on k.id = y.acknowledgement_id
      join people p on p.id = k.person_id
    where y.sheet_id = ${sheet} and y.recorded_by = ${viewer.personId}
    order by p.sort_name, p.id`);
  return rows.map(({ reference }) => reference);
}

async function whoIsSettled(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  signers: Signer[],
  typed: TypedSheet,
): Promise<Record<string, string>> {
  const handles = signers.map(({ handle }) => handle);
  const now = await readSigners(viewer, portal, circle, handles);
  const again = await checkSheet(viewer, portal, now, typed);
  return "errors" in again
    ? again.errors
    : { form: "Send the form again: something was settled meanwhile" };
}

import { sql } from "drizzle-orm";
import { paperAcknowledgements } from "#drizzle/schema/paper.ts";
import { isSettledMeanwhile, writeAcknowledgement } from "../attestation/write-acknowledgement.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Executor, Transaction } from "../db.ts";
import type { Circle } from "../people/circle.ts";
import type { Portal } from "../portal.ts";
import { checkSheet, type Sheet } from "./check-sheet.ts";
import type { PaperFacts } from "./paper-facts.ts";
import type { TypedSheet } from "./sheet-form.ts";
import { readSigners } from "./signers.ts";
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
  const before = await recordedWith(viewer, portal.db, typed.sheet);
  if (before.length > 0) return { references: before };
  const signers = await readSigners(viewer, portal, circle, handles);
  if (signers.length !== handles.length) return { errors: { form: notYours } };
  const checked = await checkSheet(viewer, portal, signers, typed);
  const errors = "errors" in checked ? checked.errors : null;
  try {
    const references = await portal.db.transaction(async (tx) => {
      // The same form, sent twice at once, waits here, and finds what the first one recorded.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtext(${`signpost: sheet ${typed.sheet}`}))`,
      );
      const meanwhile = await recordedWith(viewer, tx, typed.sheet);
      if (meanwhile.length > 0 || !("sheet" in checked)) return meanwhile;
      return record(tx, viewer, portal, checked.sheet);
    });
    return errors && references.length === 0 ? { errors } : { references };
  } catch (problem) {
    if (!isSettledMeanwhile(problem) && !(problem instanceof ScanIsTaken)) throw problem;
    return { errors: await whyNot(viewer, portal, circle, handles, typed) };
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
  if (scan && !(await keepScan(tx, scan, { by, now }))) throw new ScanIsTaken();
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

/** Another sheet was recorded with this scan meanwhile. */
class ScanIsTaken extends Error {}

const byAssignment = (one: Sheet["entries"][number], other: Sheet["entries"][number]) =>
  one.duty.assignmentId < other.duty.assignmentId ? -1 : 1;

async function recordedWith(viewer: Viewer, db: Executor, sheet: string): Promise<string[]> {
  const rows = await db.execute<{ reference: string }>(sql`
    select k.reference from paper_acknowledgements y
      join acknowledgements k on k.id = y.acknowledgement_id
      join people p on p.id = k.person_id
    where y.sheet_id = ${sheet} and y.recorded_by = ${viewer.personId}
    order by p.sort_name, p.id`);
  return rows.map(({ reference }) => reference);
}

/** What the check says of a sheet whose people or scan were settled since it was checked. */
async function whyNot(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  handles: string[],
  typed: TypedSheet,
): Promise<Record<string, string>> {
  const signers = await readSigners(viewer, portal, circle, handles);
  const again = await checkSheet(viewer, portal, signers, typed);
  return "errors" in again
    ? again.errors
    : { form: "Send the form again: something was settled meanwhile" };
}

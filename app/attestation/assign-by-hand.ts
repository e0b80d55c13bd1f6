import { and, eq, inArray, sql } from "drizzle-orm";
import { assignments } from "#drizzle/schema/attestation.ts";
import { people } from "#drizzle/schema/people.ts";
import { belongsHere } from "../auth/presence.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import { holdLock } from "../in-batches.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import type { Portal } from "../portal.ts";
import { assign } from "./assignment.ts";
import { dutyLock } from "./duty-lock.ts";
import { assignmentNotice } from "./make-assignments.ts";
import { readVersionLines, type VersionLine } from "./version-line.ts";

type GivenAssignment = {
  personId: string;
  track: string;
  dueOn: Day;
  /** Why, for the file. The person only reads that HR assigned it. */
  filedReason: string;
};

/**
 * Assigns a track of the version in force by hand, also to somebody who acknowledged it before. Refuses
 * oneself, who does not work here, a past due day, and a track that is open already; the same form sent
 * twice assigns once.
 */
export async function assignByHand(
  viewer: Viewer,
  portal: Portal,
  given: GivenAssignment,
): Promise<{ id: string } | { refused: string }> {
  return portal.db.transaction(async (tx) => {
    const { filedReason } = given;
    // The open one came from this very form. Leave may have moved its due day since.
    const isThisForm = (open: FoundOpen) =>
      open.assignedBy === viewer.personId && open.filedReason === filedReason;
    return assignWithin(viewer, portal, tx, given, isThisForm);
  });
}

/**
 * The same in the transaction of another act. An open assignment of which `isThis` says that it came from this very
 * form is answered for it.
 */
export async function assignWithin(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  tx: Transaction,
  given: GivenAssignment,
  isThis: (open: FoundOpen) => boolean = () => false,
): Promise<{ id: string } | { refused: string }> {
  const { personId, track, dueOn } = given;
  const [{ today }, lines] = await Promise.all([clockOf(portal), readVersionLines(portal)]);
  const line = lines.find(({ version }) => version.content.tracks.some(({ id }) => id === track));
  if (!line) return { refused: "Choose a track from the list" };
  if (personId === viewer.personId) {
    return { refused: "Ask another person of HR: nobody assigns something to themselves" };
  }
  if (dueOn < today) return { refused: "Choose today or a later day" };
  await holdLock(tx, dutyLock);
  if (!(await worksHere(tx, personId, today))) {
    return { refused: "Nothing can be assigned: this person’s employment is over" };
  }
  const open = await findOpen(tx, line, given);
  if (open) {
    return isThis(open)
      ? { id: open.id }
      : { refused: "Move the due day instead: this track is assigned already and still open" };
  }
  const now = portal.now();
  const assignment = {
    ...{ ...given, versionId: line.version.id, rule: "remedial" as const },
    reason: "Human Resources assigned this to you.",
  };
  const id = await assign(tx, assignment, { by: viewer.personId, now });
  await oweNotices(tx, [{ ...assignmentNotice(id), personId }], now);
  await enqueue(tx, "bring-duties-up-to-date", {});
  return { id };
}

type FoundOpen = typeof assignments.$inferSelect;

async function findOpen(
  tx: Transaction,
  { ids }: VersionLine,
  { personId, track }: GivenAssignment,
): Promise<FoundOpen | undefined> {
  const [open] = await tx
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.personId, personId),
        eq(assignments.track, track),
        inArray(assignments.versionId, ids),
        sql`${assignments.settledAt} is null`,
      ),
    );
  return open;
}

async function worksHere(tx: Transaction, personId: string, today: Day): Promise<boolean> {
  const [found] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), eq(people.isOutside, false), belongsHere(today)));
  return found !== undefined;
}

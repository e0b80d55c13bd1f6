import { and, eq, isNull, sql } from "drizzle-orm";
import type { PostgresError } from "postgres";
import { type authorizationStep, authorizations } from "#drizzle/schema/authorizations.ts";
import { hasRole, type Viewer } from "../auth/viewer.ts";
import { addDays, type Day } from "../days.ts";
import type { Transaction } from "../db.ts";
import { canonicalJson, sha256Hex } from "../ledger/canonical.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";

export type AuthorizationStep = (typeof authorizationStep.enumValues)[number];

/** That a person may speak for the City: the exception of "unless expressly authorized to do so". */
export type NewAuthorization = {
  personId: string;
  /** On what, in a few words. */
  subject: string;
  /** Where; empty for anywhere online. */
  channels: string[];
  authorizedBy: string;
  /** How it was given: a resolution, a letter, with its number or date. */
  basis: string;
  fromOn: Day;
  /** Null: until it is ended, or the person's employment ends. */
  untilOn: Day | null;
};

type Row = NewAuthorization & { step: AuthorizationStep; reference: string; reason: string | null };
type Recorded = { by: string | null; now: Date };
type AuthorizationRefused = { at: string; refused: string; status: 400 | 409 };

/** Enters an authorization into the register, with its ledger record. The database refuses an overlap. */
export async function giveAuthorization(
  tx: Transaction,
  authorization: NewAuthorization,
  recorded: Recorded,
): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signpost: number authorizations'))`);
  const [given] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from authorizations where step = 'given'`,
  );
  const reference = `A-${(given?.count ?? 0) + 1}`;
  await addRow(tx, { ...authorization, step: "given", reference, reason: null }, recorded, null);
  return reference;
}

/**
 * As `giveAuthorization`, by HR. Refuses oneself, somebody who would authorize themselves, and a second
 * one on the same subject in the same days; the very same form sent twice makes one entry.
 */
export async function recordAuthorization(
  viewer: Viewer,
  portal: Portal,
  authorization: NewAuthorization,
): Promise<{ reference: string } | AuthorizationRefused> {
  const refused = whyNot(viewer, authorization);
  if (refused) return refused;
  try {
    const recorded = { by: viewer.personId, now: portal.now() };
    const reference = await portal.db.transaction((tx) =>
      giveAuthorization(tx, authorization, recorded),
    );
    return { reference };
  } catch (problem) {
    const same = constraintOf(problem) === overlap && (await findSame(portal, authorization));
    return same ? { reference: same } : refusalOf(problem);
  }
}

/**
 * Corrects an entry by a new row, with the reason. `seen` is the row that stood on the page: refuses when
 * another one holds by now. Whom it is about is never corrected: that entry is ended and another made.
 */
export async function correctAuthorization(
  viewer: Viewer,
  portal: Portal,
  seen: { id: string; reference: string },
  change: NewAuthorization & { reason: string },
): Promise<{ reference: string } | AuthorizationRefused> {
  const { reference } = seen;
  return supersede(viewer, portal, seen, { ...change, reference, step: "corrected" });
}

/**
 * Ends an entry on its last day, with the reason. A day before the first says that it never held. Refuses
 * as `correctAuthorization` does, and a day after the end it has already.
 */
export async function endAuthorization(
  viewer: Viewer,
  portal: Portal,
  present: NewAuthorization & { id: string; reference: string },
  { lastOn, reason }: { lastOn: Day; reason: string },
): Promise<{ reference: string } | AuthorizationRefused> {
  const earliest = addDays(present.fromOn, -1);
  if (lastOn < earliest) {
    return refuse("lastOn", 400, `Enter ${earliest} or a later day: it begins ${present.fromOn}`);
  }
  if (present.untilOn !== null && lastOn > present.untilOn) {
    return refuse("lastOn", 400, `Enter ${present.untilOn} or an earlier day: it ends then anyway`);
  }
  const end = { ...present, untilOn: lastOn, step: "ended", reason } as const;
  return supersede(viewer, portal, present, end);
}

async function supersede(
  viewer: Viewer,
  portal: Portal,
  seen: { id: string; reference: string },
  row: Row,
): Promise<{ reference: string } | AuthorizationRefused> {
  const refused = whyNot(viewer, row);
  if (refused) return refused;
  const now = portal.now();
  try {
    return await portal.db.transaction(async (tx) => {
      const [superseded] = await tx
        .update(authorizations)
        .set({ supersededAt: now })
        .where(and(eq(authorizations.id, seen.id), isNull(authorizations.supersededAt)))
        .returning({ id: authorizations.id });
      if (!superseded) return refuse("form", 409, changedMeanwhile);
      await addRow(tx, row, { by: viewer.personId, now }, seen.id);
      return { reference: seen.reference };
    });
  } catch (problem) {
    return refusalOf(problem);
  }
}

async function addRow(
  tx: Transaction,
  { step, reference, reason, ...authorization }: Row,
  { by, now }: Recorded,
  replaces: string | null,
): Promise<void> {
  const { personId, subject, channels, basis, authorizedBy, fromOn, untilOn } = authorization;
  const row = { personId, subject, channels, basis, authorizedBy, fromOn, untilOn };
  const [added] = await tx
    .insert(authorizations)
    .values({ ...row, step, reference, reason, recordedAt: now, recordedBy: by })
    .returning({ id: authorizations.id });
  if (!added) throw new Error("The authorization was not recorded.");
  await writeRecord(tx, {
    act: "record-authorization",
    by,
    about: personId,
    at: now,
    facts: {
      ...{ authorization: added.id, replaces, reference, step, fromOn, untilOn },
      authorized_by: authorizedBy,
      words_digest: sha256Hex(canonicalJson({ subject, channels, basis, reason })),
    },
  });
}

function whyNot(
  viewer: Viewer,
  { personId, authorizedBy, fromOn, untilOn }: NewAuthorization,
): AuthorizationRefused | null {
  if (!hasRole(viewer, "hr-training")) {
    return refuse("form", 409, "Ask Human Resources: they keep this register");
  }
  if (viewer.personId === personId) {
    return refuse(
      "person",
      409,
      "Ask another person of HR: nobody records an authorization of their own",
    );
  }
  if (personId === authorizedBy) {
    return refuse("authorizedBy", 400, "Name somebody else: nobody authorizes themselves");
  }
  if (untilOn !== null && untilOn < addDays(fromOn, -1)) {
    return refuse("untilOn", 400, "Enter a last day that is not before the first");
  }
  return null;
}

async function findSame(portal: Portal, given: NewAuthorization): Promise<string | undefined> {
  const { personId, subject, channels, authorizedBy, basis, fromOn, untilOn } = given;
  const [same] = await portal.db.execute<{ reference: string }>(sql`
    select reference from authorizations
    where step = 'given' and superseded_at is null and person_id = ${personId}
      and subject = ${subject} and channels = ${sql.param(channels, authorizations.channels)}
      and authorized_by = ${authorizedBy} and basis = ${basis} and from_on = ${fromOn}
      and until_on is not distinct from ${untilOn}::date`);
  return same?.reference;
}

const overlap = "authorizations_do_not_overlap";
const changedMeanwhile =
  "This entry was changed since you opened the page. Open it again and look what changed";

function constraintOf(problem: unknown): string | undefined {
  return (((problem as Error).cause ?? problem) as PostgresError).constraint_name;
}

function refusalOf(problem: unknown): AuthorizationRefused {
  switch (constraintOf(problem)) {
    case overlap:
      return refuse(
        "subject",
        409,
        "Choose other days or another subject: this person is authorized on this subject in these days already",
      );
    case "authorizations_hold_once":
      return refuse("form", 409, changedMeanwhile);
    default:
      throw problem;
  }
}

function refuse(
  at: string,
  status: AuthorizationRefused["status"],
  refused: string,
): AuthorizationRefused {
  return { at, refused, status };
}

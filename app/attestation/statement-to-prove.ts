import { and, eq, lt } from "drizzle-orm";
import { statementsToProve } from "#drizzle/schema/providers.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { Duty } from "../training/duties.ts";
import type { Statement } from "./acknowledge.ts";
import { type AcknowledgementRefused, refuse, whyNoStatement } from "./record-statement.ts";

/** What somebody stated, kept until they are back from showing who they are. Nothing is acknowledged by it. */
type StatementToProve = {
  id: string;
  assignmentId: string;
  versionDigest: string;
  typedName: string;
};

const aDay = 86_400_000;

/**
 * Keeps what somebody stated on the page, in place of what they stated before, for a day. Refuses as acknowledging does,
 * but for who they are: that they show at their provider next.
 */
export async function keepStatement(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
  duty: Duty,
  { versionDigest, agreed, typedName }: Omit<Statement, "password">,
): Promise<{ statementId: string } | { reference: string } | AcknowledgementRefused> {
  const stopped = whyNoStatement(duty, { versionDigest });
  if (stopped) return stopped;
  if (!agreed) return refuse("agreed", 400, "Confirm the statement by ticking the box");
  const { personId } = viewer;
  const { assignmentId } = duty;
  const writtenAt = now();
  return db.transaction(async (tx) => {
    const isOver = lt(statementsToProve.writtenAt, new Date(writtenAt.getTime() - aDay));
    await tx.delete(statementsToProve).where(isOver);
    await tx.delete(statementsToProve).where(eq(statementsToProve.assignmentId, assignmentId));
    const [kept] = await tx
      .insert(statementsToProve)
      .values({ assignmentId, personId, versionDigest, typedName, writtenAt })
      .onConflictDoNothing()
      .returning({ id: statementsToProve.id });
    return kept
      ? { statementId: kept.id }
      : refuse("form", 409, "This form was sent twice at once. Send it once more");
  });
}

/** A viewer's own statement, by its id or by the assignment it is about. */
export async function readStatementToProve(
  viewer: Viewer,
  { db }: Pick<Portal, "db">,
  by: { statementId: string } | { assignmentId: string },
): Promise<StatementToProve | undefined> {
  const [kept] = await db
    .select({
      id: statementsToProve.id,
      assignmentId: statementsToProve.assignmentId,
      versionDigest: statementsToProve.versionDigest,
      typedName: statementsToProve.typedName,
    })
    .from(statementsToProve)
    .where(
      and(
        eq(statementsToProve.personId, viewer.personId),
        "statementId" in by
          ? eq(statementsToProve.id, by.statementId)
          : eq(statementsToProve.assignmentId, by.assignmentId),
      ),
    );
  return kept;
}

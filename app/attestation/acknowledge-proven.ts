import { eq } from "drizzle-orm";
import { statementsToProve } from "#drizzle/schema/providers.ts";
import { findLink } from "../auth/provider/link.ts";
import type { Provider } from "../auth/provider/provider.ts";
import type { Shown } from "../auth/provider/read-token.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { readDuties } from "../training/duties.ts";
import {
  type AcknowledgementRefused,
  recordStatement,
  refuse,
  whyNoStatement,
} from "./record-statement.ts";
import { readStatementToProve } from "./statement-to-prove.ts";

/**
 * Records the very statement somebody went to their provider for, now that they are back and have signed in there anew:
 * same person, same assignment, same version, same name as typed. Refuses whoever came back as somebody else, a sign-in
 * that was not asked for anew, and a statement that was replaced or settled meanwhile.
 */
export async function acknowledgeProven(
  viewer: Viewer | null,
  portal: Portal,
  provider: Provider,
  { statementId, shown }: { statementId: string; shown: Shown },
): Promise<{ reference: string } | AcknowledgementRefused> {
  if (!viewer) return refuse("form", 403, signInFirst);
  const { today } = await clockOf(portal);
  const link = await findLink(portal.db, shown, today);
  if (link?.personId !== viewer.personId) return refuse("form", 403, somebodyElse(provider));
  const { anewAt } = shown;
  if (!anewAt) throw new Error("A statement is proven by a sign-in anew alone.");
  const statement = await readStatementToProve(viewer, portal, { statementId });
  if (!statement) return refuse("form", 409, replaced);
  const duties = await readDuties(viewer, portal);
  const duty = duties.find(({ assignmentId }) => assignmentId === statement.assignmentId);
  if (!duty) return refuse("form", 409, replaced);
  const stopped = whyNoStatement(duty, statement);
  if (stopped) return stopped;
  return recordStatement(viewer, portal, duty, {
    typedName: statement.typedName,
    method: `provider ${anewAt.toISOString()} ${provider.label}`,
    facts: {
      sign_in: { provider: provider.id, link: link.id, signed_in_at: anewAt.toISOString() },
    },
    async also(tx) {
      await tx.delete(statementsToProve).where(eq(statementsToProve.id, statementId));
    },
  });
}

const signInFirst =
  "You are no longer signed in here, so nothing was recorded. Sign in, and acknowledge once more";

const replaced =
  "What you stated was changed or settled since you left this page, so nothing was recorded now. Open the page again";

const somebodyElse = ({ label }: Provider) =>
  `You came back from ${label} as somebody else, so nothing was recorded. Sign in there as yourself`;

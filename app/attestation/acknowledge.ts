import { proveAgain, type ShownAgain } from "../auth/prove-again.ts";
import { whereToProve } from "../auth/provider/own-provider.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { Duty } from "../training/duties.ts";
import {
  type AcknowledgementRefused,
  recordStatement,
  refuse,
  whyNoStatement,
} from "./record-statement.ts";

/** What somebody states, and with what they show again who they are. */
export type Statement = {
  /** The digest of the version whose words stood on the page. */
  versionDigest: string;
  agreed: boolean;
  typedName: string;
} & ShownAgain;

/**
 * Records a person's statement about the version they were shown: once an assignment, whatever is pressed
 * twice. Refuses while a lesson is incomplete, when another version than the one shown is due by now, and
 * without the password again or a passkey; also somebody who signed in at a provider, and shows there who they are unless
 * by a passkey. A name that differs from the directory's is kept as typed, not refused.
 */
export async function acknowledge(
  viewer: Viewer,
  portal: Portal,
  duty: Duty,
  statement: Statement,
): Promise<{ reference: string } | AcknowledgementRefused> {
  const stopped = whyNoStatement(duty, statement);
  if (stopped) return stopped;
  if (!statement.agreed) return refuse("agreed", 400, "Confirm the statement by ticking the box");
  const provider = statement.passkey ? null : await whereToProve(viewer, portal);
  if (provider) {
    return refuse("form", 409, `Open this page again, and show who you are with ${provider.label}`);
  }
  const proof = await proveAgain(viewer, portal, statement);
  if ("refused" in proof) return refuse(proof.at, proof.status, proof.refused);
  const { typedName } = statement;
  return recordStatement(viewer, portal, duty, { typedName, method: proof.method });
}

import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { NewAuthorization } from "./authorization.ts";
import { type AuthorizationRow, readAuthorizationRows } from "./authorization-rows.ts";
import type { ListedAuthorization } from "./authorizations.ts";
import { readListedAuthorization } from "./authorizations.ts";

/** An entry of the register: what it says now, where it stands today, and every row recorded of it. */
type AuthorizationEntry = {
  present: AuthorizationRow;
  listed: ListedAuthorization;
  rows: AuthorizationRow[];
};

/** An entry by its reference; undefined where there is none, or none the viewer may see. */
export async function readAuthorizationEntry(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<AuthorizationEntry | undefined> {
  const [rows, listed] = await Promise.all([
    readAuthorizationRows(viewer, portal, { reference }),
    readListedAuthorization(viewer, portal, reference),
  ]);
  const present = rows.find(({ supersededAt }) => supersededAt === null);
  if (!present || !listed) return undefined;
  const recorded = rows.toSorted((one, other) => Number(one.recordedAt) - Number(other.recordedAt));
  return { present, listed, rows: recorded };
}

/** What an entry says, as an act takes it. */
export function wordsOf(
  row: AuthorizationRow,
): NewAuthorization & { id: string; reference: string } {
  const { id, reference, personId, subject, channels, basis, fromOn, untilOn } = row;
  const authorizedBy = row.authorizedById;
  return { id, reference, personId, subject, channels, authorizedBy, basis, fromOn, untilOn };
}

import type { Database, Transaction } from "../db.ts";
import { confirmGrant } from "./confirm-grant.ts";
import { holdGrantRequest } from "./hold-grant-request.ts";
import type { GrantedRole } from "./viewer.ts";

/**
 * Confirms a request for a role for whoever runs the server, where nobody of the portal is left who may. The ledger says
 * who did, and all who hold a role with a part in cases or administer the portal are told. Refuses a request for anybody
 * but `handle`, what somebody of the portal may answer, what waits no more, and what could not be granted any more. The
 * database refuses it to the portal's role. `also` does in the same transaction what follows from a grant.
 */
export async function confirmGrantByOperator(
  db: Database,
  { request, handle, now }: { request: number; handle: string; now: Date },
  also: (tx: Transaction, personId: string) => Promise<void> = async () => {},
): Promise<{ answered: "confirmed"; role: GrantedRole } | { refused: string }> {
  return db.transaction(async (tx) => {
    const asked = await holdGrantRequest(tx, null, request, now);
    if (!asked) return { refused: "Look at /grants for the number: there is no such request" };
    if (asked.handle !== handle) {
      return { refused: "Look at /grants for whom it is: this request is for somebody else" };
    }
    if (!asked.waits) {
      return { refused: "Nothing to confirm: this request was answered already, or has lapsed" };
    }
    if (!asked.isForOperator) {
      return { refused: "Ask them at /grants: somebody is there who may confirm this request" };
    }
    const done = await confirmGrant(tx, asked, { by: null, now }, also);
    return "refused" in done ? done : { ...done, role: asked.role };
  });
}

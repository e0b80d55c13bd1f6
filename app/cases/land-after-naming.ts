import { seeOther, type Visit } from "../auth/guard.ts";
import { openCase } from "./open-case.ts";

/** Who named somebody above them, or themselves, lands on the list: the case is not there for them any more. */
export async function landAfterNaming<A>(
  { viewer, portal, params }: Pick<Visit, "viewer" | "portal" | "params">,
  answer: A,
): Promise<A | Response> {
  if (!(answer instanceof Response)) return answer;
  const isThere = await openCase(viewer, portal, params.number ?? "");
  return isThere ? answer : seeOther("/cases?done=passed-on");
}

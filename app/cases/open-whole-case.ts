import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { isYetToDeclare, readCapacity } from "./capacity.ts";
import { type OpenCase, openCase } from "./open-case.ts";

/**
 * The case of a number for whoever may read what was told in it: not for an investigator who has not declared yet, nor
 * where it was disposed of. To them, and to anyone it is not there for, undefined.
 */
export async function openWholeCase(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<OpenCase | undefined> {
  const kase = await openCase(viewer, portal, number);
  if (kase?.of !== "case") return undefined;
  const capacity = await readCapacity(viewer, portal, portal.db, kase);
  return isYetToDeclare(capacity) ? undefined : kase;
}

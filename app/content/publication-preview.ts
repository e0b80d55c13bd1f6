import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { PageOf, Place, Stretch } from "../keyset.ts";
import type { EmploymentType } from "../people/employment.ts";
import type { Portal } from "../portal.ts";
import type { Draft } from "./draft.ts";
import type { PublicationChoice } from "./publication-choice.ts";

/** Somebody who would get an assignment: why, and by when. */
export type PlannedAssignment = {
  handle: string;
  givenName: string;
  familyName: string;
  department: string | null;
  type: EmploymentType | null;
  reason: string;
  dueOn: Day;
};

/** The order of the list of planned assignments; null while assignments are not made by rule. */
export const plannedOrder: Stretch[] | null = null;

/** Who would get an assignment of what is chosen. Null while assignments are not made by rule. */
export async function readPlanned(
  _viewer: Viewer,
  _portal: Portal,
  _plan: Omit<PublicationChoice, "kind"> & { tracks: string[] },
  _page: { place: Place | null; size: number },
): Promise<(PageOf<PlannedAssignment> & { count: number }) | null> {
  return null;
}

/** A notice as it would read. */
export type NoticePreview = { to: string; subject: string; html: string };

/** The notices of a publication as they will read; none while nobody is told by notice. */
export async function readNoticePreviews(
  _viewer: Viewer,
  _portal: Portal,
  _plan: PublicationChoice & Pick<Draft, "content" | "number">,
): Promise<NoticePreview[]> {
  return [];
}

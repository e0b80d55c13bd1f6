import type { Day } from "../days.ts";
import { workingDaysAfter, workingDaysUntil } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import type { Standing } from "./standing.ts";

/**
 * The day by which a paused case is to be concluded when its clock runs again today, and how many working days are
 * left: as many as when it was paused. Of one that was late by then, today.
 */
export async function readResumeDay(
  portal: Pick<Portal, "organization">,
  { of, pause, today }: Pick<Standing, "of" | "pause" | "today">,
): Promise<{ dueOn: Day; left: number }> {
  const organization = await portal.organization();
  const set = of("opened", "resumed", "reopened", "grieved").at(-1);
  if (!pause || !set?.dueOn) throw new Error("The clock of this case runs.");
  // A grievance sets a new day also while the clock is paused: none of its days is used up.
  const from = set.number > pause.number ? set.on : pause.on;
  const left = await workingDaysUntil(organization, from, set.dueOn);
  return { dueOn: await workingDaysAfter(organization, today, left), left };
}

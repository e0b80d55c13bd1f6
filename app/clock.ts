import { type Day, dayIn } from "./days.ts";
import type { Portal } from "./portal.ts";

/** What a page needs to write days and moments as people here do. */
export type Clock = { locale: string; timeZone: string; today: Day };

/** The City's clock at this moment. */
export async function clockOf(portal: Pick<Portal, "now" | "organization">): Promise<Clock> {
  const { locale, timeZone } = await portal.organization();
  return { locale, timeZone, today: dayIn(timeZone, portal.now()) };
}

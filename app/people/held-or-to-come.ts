import type { Day } from "../days.ts";
import type { DatedRow } from "./history.ts";

/** The row that holds on the day or will, the first of them, as recorded now. */
export function heldOrToCome<R extends DatedRow>(rows: R[], today: Day): R | undefined {
  return rows.find(
    ({ supersededAt, untilOn }) => supersededAt === null && (untilOn === null || untilOn >= today),
  );
}

import type { Day } from "../days.ts";
import type { DatedRow } from "./history.ts";

/** A dated row that held on the day, and when it was known. */
export type HeldRow<R extends DatedRow> = R & {
  /** It was recorded only after that day. */
  isRecordedLater: boolean;
  /** It stood on record at the end of that day and was corrected since. */
  isCorrectedSince: boolean;
};

/** The rows that hold for the day as recorded by now, and those that stood for it when the day ended. */
export function whatHeld<R extends DatedRow>(rows: R[], day: Day, end: Date): HeldRow<R>[] {
  return rows.flatMap((row) => {
    if (row.fromOn > day || (row.untilOn !== null && row.untilOn < day)) return [];
    const isRecordedLater = row.recordedAt >= end;
    const isCorrectedSince = row.supersededAt !== null;
    const stoodThen = !isRecordedLater && row.supersededAt !== null && row.supersededAt >= end;
    return isCorrectedSince && !stoodThen ? [] : [{ ...row, isRecordedLater, isCorrectedSince }];
  });
}

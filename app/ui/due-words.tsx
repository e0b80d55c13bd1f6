import { type Day, writeDay, writeDistance } from "../days.ts";
import type { DutySummary } from "../training/duty-summary.ts";

const movedBy = {
  leave: ": days of leave do not count",
  exemption: ": days of exemption do not count",
  "by-hand": " by Human Resources",
};

/** By when a duty is due, and why that day moved; or that nothing is due at present. */
export function DueWords({
  duty: { state, dueOn, moved },
  locale,
  today,
}: {
  duty: Pick<DutySummary, "state" | "dueOn" | "moved">;
  locale: string;
  today: Day;
}) {
  if (state === "on-leave") return <>You are on leave: nothing is due until you are back.</>;
  if (state === "exempt") return <>You are exempt: nothing is due at present.</>;
  return (
    <>
      Due {writeDay(locale, dueOn)} ({writeDistance(locale, today, dueOn)}).
      {moved ? (
        <span className="quiet">
          {" "}
          Moved from {writeDay(locale, moved.fromOn)}
          {movedBy[moved.why]}.
        </span>
      ) : null}
    </>
  );
}

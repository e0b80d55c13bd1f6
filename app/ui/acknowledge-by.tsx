import type { Clock } from "../clock.ts";
import { type Day, daysBetween } from "../days.ts";
import { OnDay } from "./when.tsx";

/** By when a reporter is to hear from a person: how many days are left, or how late it is. */
export function AcknowledgeBy({ clock, day }: { clock: Clock; day: Day }) {
  const left = daysBetween(clock.today, day);
  if (left > 1) return <OnDay clock={clock} day={day} isNear />;
  const words = left === 1 ? "Tomorrow" : left === 0 ? "Today" : late(-left);
  return (
    <>
      <strong>{words}</strong>{" "}
      <span className="quiet">
        (<OnDay clock={clock} day={day} />)
      </span>
    </>
  );
}

const late = (days: number) => `${days === 1 ? "1 day" : `${days} days`} late`;

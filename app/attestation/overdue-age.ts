import { addDays, type Day } from "../days.ts";

/** How long overdue, in days since the due day: the ages the dashboard counts by. */
export const overdueAges = ["1-7", "8-14", "15-30", "31-90", "91-"] as const;

export type OverdueAge = (typeof overdueAges)[number];

export const ageWords: Record<OverdueAge, string> = {
  "1-7": "1 to 7 days",
  "8-14": "8 to 14 days",
  "15-30": "15 to 30 days",
  "31-90": "31 to 90 days",
  "91-": "More than 90 days",
};

/** The due days of what is overdue so long today; `from` is null for the oldest. */
export function dueDaysOf(age: OverdueAge, today: Day): { from: Day | null; until: Day } {
  const [least = "", most = ""] = age.split("-");
  return {
    from: most ? addDays(today, -Number(most)) : null,
    until: addDays(today, -Number(least)),
  };
}

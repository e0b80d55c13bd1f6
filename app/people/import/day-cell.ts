import { addDays, type Day, isDay } from "../../days.ts";

/**
 * Reads a day from a cell: year-month-day and nothing else. What a spreadsheet makes of a day is recognised
 * in the sentence, never guessed at.
 */
export function readDayCell(text: string): { day: Day } | { refused: string } {
  if (isDay(text)) return { day: text };
  const meant = meantDays(text);
  if (meant.length > 0) {
    return { refused: `Write ${meant.join(" or ")} in place of ${text}: year-month-day` };
  }
  if (/^\d{5}([.,]\d+)?$/.test(text)) {
    const day = addDays("1899-12-30", Number.parseInt(text, 10));
    return {
      refused: `Write ${day} in place of ${text}, which is how a spreadsheet counts days: give the column the format year-month-day`,
    };
  }
  return { refused: "Write a day that exists as year-month-day, such as 2026-03-31" };
}

/** The days that digits in another order may mean, earliest reading of the order first. */
function meantDays(text: string): Day[] {
  const parts = /^(\d{1,4})[./\s-](\d{1,2})[./\s-](\d{1,4})([T\s].*)?$/.exec(text);
  if (!parts) return [];
  const [, one = "", two = "", three = ""] = parts;
  const orders =
    one.length === 4
      ? [[one, two, three]]
      : three.length === 4
        ? [
            [three, two, one],
            [three, one, two],
          ]
        : [];
  const days = orders.map(([year, month = "", day = ""]) =>
    [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
  );
  return [...new Set(days.filter(isDay))];
}

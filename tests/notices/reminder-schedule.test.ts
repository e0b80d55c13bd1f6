import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { addDays, type Day, daysBetween } from "#app/days.ts";
import { holidaysOf } from "#app/notices/holidays.ts";
import { occasionBy, occasionsUntil, workingDayFrom } from "#app/notices/reminder-schedule.ts";
import { type IsWorkingDay, isWorkingTime, workingDays } from "#app/notices/working-time.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const days = { before: [7, 1], after: [3, 10], thenEvery: 14, escalateAfter: 7 };
const manitoba = { region: "CA-MB", also: ["09-30", "11-11", "1st monday in August", "12-26"] };
let isWorkingDay: IsWorkingDay;

beforeAll(async () => {
  const years = await Promise.all([2026, 2027, 2028, 2029].map((y) => holidaysOf(manitoba, y)));
  const weekday = (day: Day) => new Date(`${day}T12:00:00Z`).getUTCDay();
  isWorkingDay = (day) => ![0, 6].includes(weekday(day)) && !years.some((off) => off.has(day));
});

/** Days of two years with a leap day in the second, away from the ends of what is known. */
const someDay = fc.integer({ min: 0, max: 730 }).map((count) => addDays("2027-01-15", count));

describe("reminders", () => {
  test("fall on working days only, one a day, in order", () => {
    fc.assert(
      fc.property(someDay, (dueOn) => {
        const told = occasionsUntil(dueOn, addDays(dueOn, 90), days, isWorkingDay);
        const on = told.map(({ day }) => day);
        expect(on.every(isWorkingDay)).toBe(true);
        expect(on).toEqual([...new Set(on)].toSorted());
      }),
    );
  });

  test("say before a due day that it is coming, on it that it is today, and after it that it is over", () => {
    fc.assert(
      fc.property(someDay, (dueOn) => {
        for (const { kind, day } of occasionsUntil(dueOn, addDays(dueOn, 90), days, isWorkingDay)) {
          expect(kind).toBe(day < dueOn ? "due-soon" : day === dueOn ? "due-today" : "overdue");
        }
      }),
    );
  });

  test("always speak once of the due day itself, on it or on the working day before", () => {
    fc.assert(
      fc.property(someDay, (dueOn) => {
        const told = occasionsUntil(dueOn, addDays(dueOn, 1), days, isWorkingDay);
        const on = told.find(({ name }) => name === "on");
        expect(on?.day).toBe(workingDayFrom(dueOn, -1, isWorkingDay));
      }),
    );
  });

  test("never come later than four days after the day they are for", () => {
    fc.assert(
      fc.property(someDay, (dueOn) => {
        for (const { name, day } of occasionsUntil(dueOn, addDays(dueOn, 90), days, isWorkingDay)) {
          const [when, count = "0"] = name.split(" ");
          const meant = addDays(dueOn, when === "before" ? -Number(count) : Number(count));
          expect(Math.abs(daysBetween(meant, day))).toBeLessThanOrEqual(4);
        }
      }),
    );
  });

  test("go on every two weeks for as long as it takes", () => {
    const everyDay = () => true;
    const told = occasionsUntil("2027-03-01", "2027-05-31", days, everyDay);
    expect(told.map(({ name }) => name)).toEqual([
      ...["before 7", "before 1", "on", "after 3", "after 10", "after 24", "after 38"],
      ...["after 52", "after 66", "after 80"],
    ]);
  });

  test("of a due day on a Sunday come the Friday before, worded as not yet due", () => {
    expect(occasionBy("2027-06-13", "2027-06-11", days, isWorkingDay)).toEqual({
      ...{ name: "on", kind: "due-soon", day: "2027-06-11" },
    });
  });

  test("of a due day on a leap day are counted over it", () => {
    const told = occasionsUntil("2028-02-29", "2028-03-10", days, isWorkingDay);
    expect(told.map(({ kind, day }) => [kind, day])).toEqual([
      ["due-soon", "2028-02-22"],
      ["due-soon", "2028-02-28"],
      ["due-today", "2028-02-29"],
      ["overdue", "2028-03-03"],
      ["overdue", "2028-03-10"],
    ]);
  });

  test("of a due day after New Year are counted back over the holidays", () => {
    const told = occasionsUntil("2027-01-04", "2027-01-04", days, isWorkingDay);
    expect(told.map(({ kind, day }) => [kind, day])).toEqual([
      ["due-soon", "2026-12-28"],
      ["due-today", "2027-01-04"],
    ]);
  });
});

describe("holidays of Manitoba", () => {
  test("are its general holidays, with what the library leaves to the content", async () => {
    const bare = await holidaysOf({ region: "CA-MB", also: [] }, 2027);
    expect([...bare]).toEqual([
      "2027-01-01", // New Year's Day
      "2027-02-15", // Louis Riel Day
      "2027-03-26", // Good Friday
      "2027-05-24", // Victoria Day
      "2027-07-01", // Canada Day
      "2027-09-06", // Labour Day
      "2027-10-11", // Thanksgiving
      "2027-12-25", // Christmas Day
    ]);
    const all = await holidaysOf(manitoba, 2027);
    expect([...all].filter((day) => !bare.has(day)).toSorted()).toEqual([
      "2027-08-02", // Terry Fox Day
      "2027-09-30", // Orange Shirt Day
      "2027-11-11", // Remembrance Day
      "2027-12-26",
    ]);
  });

  test("of a region the library does not know are the further days alone", async () => {
    const days = await holidaysOf({ region: "XX-YY", also: ["09-30"] }, 2027);
    expect([...days]).toEqual(["2027-09-30"]);
  });
});

describe("working time", () => {
  const at = async (moment: string) => {
    city.at(new Date(moment));
    const is = await isWorkingTime(city.portal);
    city.at(aMonday);
    return is;
  };

  test("is from 8:00 to 17:00 of the City, also after the clocks change", async () => {
    // Friday and Monday around the second Sunday of March 2027, when clocks go forward.
    expect(await at("2027-03-12T13:59:00Z")).toBe(false);
    expect(await at("2027-03-12T14:00:00Z")).toBe(true);
    expect(await at("2027-03-15T12:59:00Z")).toBe(false);
    expect(await at("2027-03-15T13:00:00Z")).toBe(true);
    expect(await at("2027-03-15T21:59:00Z")).toBe(true);
    expect(await at("2027-03-15T22:00:00Z")).toBe(false);
  });

  test("is not on a weekend or a holiday", async () => {
    expect(await at("2027-03-13T16:00:00Z")).toBe(false);
    expect(await at("2027-02-15T16:00:00Z")).toBe(false);
    const isWorking = await workingDays(await city.portal.organization(), "2027-01-01");
    expect(isWorking("2027-08-02")).toBe(false);
    expect(isWorking("2026-12-25")).toBe(false);
  });
});

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OnDay } from "#app/ui/when.tsx";

const clock = { locale: "en-CA", timeZone: "America/Winnipeg", today: "2026-11-23" };
const write = (day: string) =>
  renderToStaticMarkup(createElement(OnDay, { clock, day, isNear: true })).replaceAll(
    /<[^>]*>/g,
    "",
  );

test("a day says how far away it is within a year, and further away itself alone", () => {
  expect(write("2026-12-05")).toBe("5 December 2026 (in 12 days)");
  expect(write("2027-11-23")).toBe("23 November 2027 (in 365 days)");
  expect(write("2033-11-04")).toBe("4 November 2033");
  expect(write("2020-01-01")).toBe("1 January 2020");
});

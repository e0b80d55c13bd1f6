import { expect, test } from "vitest";
import { isReportAddress } from "#app/intake/report-address.ts";

test.each([
  "/report",
  "/report/",
  "/report?step=what",
  "/report/follow-up/report",
  "/REPORT/Follow-Up",
  "//report",
  "/%72eport",
  "/%2572eport/follow-up",
  "/rep%6Frt%2Ffollow-up",
  "/./report",
  "/policy/../report",
  "/report.data",
  "/report;a=b",
  "/report%00",
  "http://portal.example/report/follow-up",
  "\\report",
  "/x%5creport",
])("%s is about reporting", (asked) => {
  expect(isReportAddress(asked)).toBe(true);
});

test.each([
  "/",
  "/reports",
  "/reports/VR-1234-5678",
  "/policy?to=/report",
  "/hr/reporters",
  "%",
  "",
])("%s is not", (asked) => {
  expect(isReportAddress(asked)).toBe(false);
});

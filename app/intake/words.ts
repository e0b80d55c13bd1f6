import type { OfficeChannel, ReportChannel, ReportKind } from "./answers.ts";
import type { ReportState } from "./report-state.ts";

/** Whether the reporter gives their name, as handlers read it. */
export const kindWords: Record<ReportKind, string> = {
  named: "Named",
  confidential: "Confidential",
  anonymous: "Anonymous",
};

/** How a report reaches the office, as whoever enters it is asked. */
export const officeChannels: Record<OfficeChannel, string> = {
  phone: "By phone",
  letter: "By letter",
  "in-person": "In person",
  "e-mail": "By e-mail",
};

/** How a report reached the City. */
export const channelWords: Record<ReportChannel, string> = {
  portal: "The portal’s form",
  ...officeChannels,
  "exchange-report": "From an exchange report",
};

/** Where a report stands, in the order a list offers it. */
export const stateWords: Record<ReportState, string> = {
  new: "New",
  opened: "Opened",
  acknowledged: "Acknowledged",
  joined: "Joined",
};

/** More reports than so many are not counted. */
export const countedUpTo = 1000;

/** What stands for "as typed" among the people found. */
export const notInDirectory = "not-in-directory";

/** What stands for "by its number" among the reports offered. */
export const anotherReport = "another";

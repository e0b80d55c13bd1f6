import type { ReportChannel, ReportKind } from "./answers.ts";

/** Whether the reporter gives their name, as handlers read it. */
export const kindWords: Record<ReportKind, string> = {
  named: "Named",
  confidential: "Confidential",
  anonymous: "Anonymous",
};

/** How a report reached the City. */
export const channelWords: Record<ReportChannel, string> = {
  portal: "The portal’s form",
  phone: "By phone",
  letter: "By letter",
  "in-person": "In person",
  "e-mail": "By e-mail",
};

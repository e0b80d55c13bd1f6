import { randomUUID } from "node:crypto";
import { fileViolationReport } from "#app/intake/file-violation-report.ts";
import { writeToOffice, writeToReporter } from "#app/intake/messages.ts";
import { openReport } from "#app/intake/open-report.ts";
import { type ReceiptCode, writeReceiptCode } from "#app/intake/receipt-code.ts";
import { writeRecord } from "#app/ledger/record.ts";
import type { Portal } from "#app/portal.ts";
import { reportActs } from "#drizzle/schema/intake.ts";
import { cast } from "./cast.ts";
import { viewerFor } from "./viewer-for.ts";

const code: ReceiptCode = { lookup: "DEM0DEM0", secret: "DEM0DEM0DEM0DEM0" };

/** Everybody knows it: with it anyone who tries the demo comes back to its anonymous report. */
export const demoReceiptCode = writeReceiptCode(code);

/** An anonymous report of three days ago that one of HR has read and asked about, and an answer. */
export async function seedAnonymousReport(
  portal: Portal,
  on: (days: number, minutes?: number) => Date,
): Promise<void> {
  const then = (days: number, minutes = 0): Portal => ({ ...portal, now: () => on(days, minutes) });
  const { number } = await fileViolationReport(then(-3), {
    ...{ formId: randomUUID(), code, kind: "anonymous", reporter: null },
    ...{ channel: "portal", enteredBy: null },
    answers: {
      what: "In a group for people of our town somebody wrote that the arena staff are lazy and that the City should fire all of them. Their profile says that they work for the City.",
      platforms: ["Facebook"],
      addresses: ["https://www.facebook.com/groups/our-town/posts/1024"],
      when: { kind: "unknown" },
      subjects: [],
      recognizable: "The profile picture shows them in a City jacket.",
      clauses: ["6.c"],
      witnesses: "",
      pasted: "",
      isUrgent: false,
    },
  });
  const handler = cast.find(({ number }) => number === "1014");
  if (!handler) throw new Error("Nobody of the cast handles reports.");
  const viewer = await viewerFor(portal, handler);
  const report = await openReport(viewer, then(-2), number);
  if (!report) throw new Error("The anonymous report of the demo has no reader.");
  const facts = { report: portal.vault.indexOf("report", report.id) };
  const by = viewer.personId;
  await portal.db.transaction(async (tx) => {
    const opened = { reportId: report.id, number: 1, act: "opened", by, at: on(-2) } as const;
    await tx.insert(reportActs).values(opened);
    await writeRecord(tx, { act: "open-report", by, about: null, at: on(-2), facts });
  });
  await writeToReporter(viewer, then(-2, 20), number, {
    formId: randomUUID(),
    words:
      "Thank you for your report. Do you remember about when you saw the post? And can you still open it?",
  });
  await writeToOffice(then(-1), report, {
    formId: randomUUID(),
    words: "It was on a weekend about two weeks ago. I can still see it.",
  });
}

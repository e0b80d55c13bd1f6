import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { caseReports } from "#drizzle/schema/cases.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Transaction } from "../db.ts";
import { told } from "../intake/form/told.ts";
import { addMessage } from "../intake/messages.ts";
import { openOwnReport } from "../intake/open-report.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { seenFields } from "../seen-form.ts";
import type { NewCaseAct } from "./case-act.ts";
import type { OpenCase } from "./open-case.ts";

/** What a reporter is told, as first suggested: that it is concluded, and nothing of the outcome. */
export const suggestedTelling =
  "What you reported was looked into, and that is concluded. Thank you for telling us. To be fair to everybody in it, we cannot say what was found or what followed. If something new happens, please tell us again.";

export const tellReporterForm = z.object({
  ...seenFields,
  words: told(10_000, "Write what the reporter reads"),
});

/** Writes to the reporter of each report of a case, who reads it with their code. */
export function tellingOfConclusion(
  { personId: by }: Pick<Viewer, "personId">,
  portal: Portal,
  kase: OpenCase,
  words: string,
): NewCaseAct<"reporter-told"> {
  return {
    ...{ act: "reporter-told", said: { words } },
    also: async (tx) => {
      for (const report of await readReportsOf(portal, tx, kase)) {
        await addMessage(portal, tx, report, { words, formId: randomUUID(), by });
        const facts = { report: portal.vault.indexOf("report", report.id) };
        const at = portal.now();
        await writeRecord(tx, { act: "write-to-reporter", by, about: null, at, facts });
      }
    },
  };
}

/** The reports a case is about, opened for whoever opened the case. */
async function readReportsOf(portal: Portal, tx: Transaction, { id }: Pick<OpenCase, "id">) {
  const rows = await tx.select().from(caseReports).where(eq(caseReports.caseId, id));
  const opened = await Promise.all(rows.map(({ reportId }) => openOwnReport(portal, reportId, tx)));
  return opened.filter((one) => one !== undefined);
}

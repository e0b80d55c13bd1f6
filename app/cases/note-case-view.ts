import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type caseViewing, caseViews } from "#drizzle/schema/case-views.ts";
import type { Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { spanOfDay } from "../days.ts";
import { writeRecord } from "../ledger/record.ts";
import { holdCase } from "./case-act.ts";
import type { OpenCase } from "./open-case.ts";

export type CaseViewing = (typeof caseViewing.enumValues)[number];

/**
 * Notes that somebody saw something of a case, before it is shown: a row each time, and a ledger record the first
 * time each day. A HEAD request sees nothing.
 */
export async function noteCaseView(
  { viewer, portal, request }: Pick<Visit, "viewer" | "portal" | "request">,
  { id, respondentId }: Pick<OpenCase, "id" | "respondentId">,
  viewing: CaseViewing,
  fileId: string | null = null,
): Promise<void> {
  if (request.method === "HEAD") return;
  const { timeZone, today } = await clockOf(portal);
  const { from } = spanOfDay(timeZone, today);
  const [personId, at] = [viewer.personId, portal.now()];
  await portal.db.transaction(async (tx) => {
    await holdCase(tx, { id });
    const [before] = await tx.execute(sql`
      select from case_views where case_id = ${id} and person_id = ${personId} and viewing = ${viewing}
        and viewed_at >= ${from}::timestamptz limit 1`);
    await tx
      .insert(caseViews)
      .values({ id: randomUUID(), caseId: id, personId, viewing, fileId, viewedAt: at });
    if (before) return;
    const facts = { case: portal.vault.indexOf("case", id), part: viewing };
    const by = respondentId === personId ? null : personId;
    await writeRecord(tx, { act: "view-case", by, about: null, at, facts });
  });
}

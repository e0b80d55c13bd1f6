import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { unrecordedActs } from "#drizzle/schema/intake.ts";
import { clockOf } from "../clock.ts";
import { type Day, spanOfDay } from "../days.ts";
import type { Executor, Transaction } from "../db.ts";
import { canonicalJson } from "../ledger/canonical.ts";
import { type Facts, writeRecords } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import type { ReportKind } from "./answers.ts";

/** What somebody does who files a report, or adds to it. */
type ReporterAct = "file-violation-report" | "add-to-report" | "write-to-office";

/**
 * Records what a reporter did, in its own transaction. Of an anonymous one it is only noted down; it goes
 * into the ledger on a later day, with all others of its day and in no order. The ledger never says who
 * reported or about whom: `report` is a keyed digest, and `by` is who wrote the report down for another.
 */
export async function recordReporterAct(
  { vault, now, organization }: Pick<Portal, "vault" | "now" | "organization">,
  tx: Executor,
  report: { id: string; kind: ReportKind },
  { act, by = null, facts = {} }: { act: ReporterAct; by?: string | null; facts?: Facts },
): Promise<void> {
  const named = { ...facts, report: vault.indexOf("report", report.id) };
  if (report.kind !== "anonymous") {
    return writeRecords(tx, [{ act, by, about: null, at: now(), facts: named }]);
  }
  const { today } = await clockOf({ now, organization });
  // Who wrote down what an anonymous caller said is no secret, but when they did is the caller's.
  const kept = canonicalJson(by === null ? named : { ...named, entered_by: by });
  await tx.insert(unrecordedActs).values({ id: randomUUID(), act, facts: kept, actedOn: today });
}

/**
 * Writes what anonymous reporters did on days before today into the ledger: in no order, and all of a day at
 * its first moment. It can be run at any time, and twice.
 */
export async function recordAnonymousActs(portal: Portal): Promise<void> {
  const { timeZone, today } = await clockOf(portal);
  await portal.db.transaction((tx) => recordThoseBefore(tx, today, timeZone));
}

async function recordThoseBefore(tx: Transaction, today: Day, timeZone: string): Promise<void> {
  const acts = await tx.execute<{ act: ReporterAct; facts: string; day: Day }>(sql`
    with taken as (
      delete from unrecorded_acts where acted_on < ${today} returning act, facts, acted_on::text as day
    )
    select act, facts, day from taken order by day, gen_random_uuid()`);
  if (acts.length === 0) return;
  await writeRecords(
    tx,
    acts.map(({ act, facts, day }) => {
      const { entered_by, ...rest } = JSON.parse(facts) as Facts & {
        entered_by?: string;
        report: string;
      };
      const at = new Date(spanOfDay(timeZone, day).from);
      return {
        act,
        by: entered_by ?? null,
        about: null,
        at,
        facts: rest as Facts & { report: string },
      };
    }),
  );
}

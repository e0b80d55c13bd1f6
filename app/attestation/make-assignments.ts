import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "../db.ts";
import { writeRecords } from "../ledger/record.ts";
import { oweNotices } from "../notices/owe-notices.ts";
import { assigned, type NewAssignment } from "./assignment.ts";

/** Makes many assignments for the portal itself, each with its record and the notice it owes. */
export async function makeAssignments(
  tx: Transaction,
  wanted: NewAssignment[],
  now: Date,
): Promise<void> {
  const rows = wanted.map((assignment) => ({ id: randomUUID(), ...assignment }));
  await tx.execute(sql`
    insert into assignments
      (id, person_id, version_id, track, rule, reason, assigned_at, due_on, rule_id)
    select id, "personId", "versionId", track, rule, reason, ${now.toISOString()}::timestamptz,
      "dueOn", "ruleId"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (id uuid, "personId" uuid,
      "versionId" uuid, track text, rule assignment_rule, reason text, "dueOn" date, "ruleId" uuid)`);
  await writeRecords(
    tx,
    rows.map((row) => assigned(row, { by: null, now })),
  );
  await oweNotices(
    tx,
    rows.map(({ id, personId }) => ({ ...assignmentNotice(id), personId })),
    now,
  );
}

/** The notice that something was assigned, owed once. */
export const assignmentNotice = (assignmentId: string) =>
  ({ key: `assignment ${assignmentId}`, kind: "assignment", assignmentId }) as const;

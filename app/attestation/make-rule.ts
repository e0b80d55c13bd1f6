import { eq, sql } from "drizzle-orm";
import { assignmentRules } from "#drizzle/schema/attestation.ts";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { enqueue } from "../enqueue.ts";
import { holdLock } from "../in-batches.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Audience } from "../people/audience.ts";
import type { Portal } from "../portal.ts";
import { dutyLock } from "./duty-lock.ts";
import type { RuleKind } from "./standing-rules.ts";

export type NewRule = {
  kind: RuleKind;
  track: string;
  audience: Audience;
  /** For a periodic rule: 1 to 120 months after the last acknowledgement. Otherwise null. */
  months: number | null;
  daysToComplete: number;
  fromOn: Day;
  /** Of the form it came from: sent twice, it makes one rule. */
  formId: string | null;
};

/** Why this rule cannot be made: a sentence, and the field to mend; or null. */
export async function whyNoRule(
  portal: Portal,
  rule: Omit<NewRule, "formId">,
): Promise<{ field: string; refused: string } | null> {
  const [{ tracks }, { today }] = await Promise.all([portal.organization(), clockOf(portal)]);
  const track = tracks.find(({ id }) => id === rule.track);
  const no = (field: string, refused: string) => ({ field, refused });
  if (!track) return no("track", "Choose a track from the list");
  if (rule.kind === "role" && track.for !== "role") {
    return no("track", `Choose a track by role: “${track.title}” is for everyone already`);
  }
  if (rule.kind === "onboarding" && track.for !== "everyone") {
    return no("track", `Choose a track for everyone: “${track.title}” is given by role`);
  }
  if (rule.kind === "role" && Object.keys(rule.audience).length === 0) {
    return no("positions", "Choose at least one position, department or employment type");
  }
  if (rule.kind === "periodic" && rule.months === null) {
    return no("months", "Enter a number of months");
  }
  if (rule.fromOn < today) return no("from", "Choose today or a later day");
  return null;
}

/** Makes a rule of HR: from its day on assignments follow. Refuses what the sentence of `whyNoRule` says. */
export async function makeRule(
  viewer: Viewer,
  portal: Portal,
  rule: NewRule,
): Promise<{ number: number } | { refused: string }> {
  const refused = await whyNoRule(portal, rule);
  if (refused) return { refused: refused.refused };
  const now = portal.now();
  return portal.db.transaction(async (tx) => {
    await holdLock(tx, dutyLock);
    if (rule.formId) {
      const [before] = await tx
        .select({ number: assignmentRules.number })
        .from(assignmentRules)
        .where(eq(assignmentRules.formId, rule.formId));
      if (before) return before;
    }
    const [made] = await tx
      .insert(assignmentRules)
      .values({ ...rule, madeAt: now, madeBy: viewer.personId })
      .returning({ number: assignmentRules.number });
    if (!made) throw new Error("The rule was not made.");
    const { kind, track, audience, months, daysToComplete, fromOn } = rule;
    await writeRecord(tx, {
      act: "make-rule",
      by: viewer.personId,
      about: null,
      at: now,
      facts: {
        ...{ rule: made.number, kind, track, audience, months },
        days_to_complete: daysToComplete,
        from_on: fromOn,
      },
    });
    await enqueue(tx, "bring-duties-up-to-date", {});
    return made;
  });
}

/** Ends a rule from this moment on, once. What a rule by role made and is open ends with it. */
export async function endRule(viewer: Viewer, portal: Portal, number: number): Promise<void> {
  const now = portal.now();
  await portal.db.transaction(async (tx) => {
    await holdLock(tx, dutyLock);
    const ended = await tx
      .update(assignmentRules)
      .set({ endedAt: now, endedBy: viewer.personId })
      .where(sql`${assignmentRules.number} = ${number} and ${assignmentRules.endedAt} is null`)
      .returning({ number: assignmentRules.number });
    if (ended.length === 0) return;
    await writeRecord(tx, {
      act: "end-rule",
      by: viewer.personId,
      about: null,
      at: now,
      facts: { rule: number },
    });
    await enqueue(tx, "bring-duties-up-to-date", {});
  });
}

import { z } from "zod";
import { employmentType } from "#drizzle/schema/people.ts";
import { type Day, isDay } from "../days.ts";
import { line } from "../form.ts";
import type { NewRule } from "./make-rule.ts";
import type { RuleKind } from "./standing-rules.ts";

const kinds = ["role", "periodic", "onboarding"] as const satisfies RuleKind[];

const whole = (missing: string, least: number, most: number) =>
  z
    .string({ error: missing })
    .transform((text) => text.trim())
    .refine(
      (text) => /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `Enter a whole number from ${least} to ${most}`,
    )
    .transform(Number);

/** What HR fills in for a rule; `ruleOf` says what it asks for. */
export const ruleFields = {
  kind: z.enum(kinds, { error: "Choose what the rule does" }),
  track: line("Choose a track"),
  months: whole("Enter a number of months", 1, 120).optional(),
  days: whole("Enter how many days people have", 1, 999),
  from: z
    .string({ error: "Choose from which day the rule holds" })
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31"),
  positions: z.array(line("Choose positions from the list")),
  departments: z.array(line("Choose departments from the list")),
  types: z.array(
    z.enum(employmentType.enumValues, { error: "Choose employment types from the list" }),
  ),
};

export const ruleForm = z.object(ruleFields);

type RuleForm = z.output<typeof ruleForm>;

/** The rule a filled-in form asks for. What is left empty leaves nobody out. */
export function ruleOf({
  kind,
  track,
  months,
  days,
  from,
  ...whom
}: RuleForm): Omit<NewRule, "formId"> {
  const audience = Object.fromEntries(Object.entries(whom).filter(([, names]) => names.length > 0));
  return {
    ...{ kind, track, audience },
    months: kind === "periodic" ? (months ?? null) : null,
    daysToComplete: days,
    fromOn: from as Day,
  };
}

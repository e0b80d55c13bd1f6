import type { FrozenContent } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import { type Day, writeDay } from "../days.ts";
import type { EmploymentType } from "../people/employment.ts";

/** Because of what somebody owes a track. */
export type Ground =
  | { rule: "onboarding" }
  | { rule: "new-version"; effectiveOn: Day }
  | { rule: "periodic"; lastOn: Day; months: number }
  | { rule: "role"; position: string; department: string };

/**
 * Why a person of this employment type is in scope, in words for them and for HR: the policy's own clause
 * that names their type, where it has one, and what the rule goes by.
 */
export function whyInScope(
  { policy, organization }: Pick<FrozenContent, "policy" | "organization">,
  type: EmploymentType,
  ground: Ground,
): string {
  const { locale } = organization;
  if (ground.rule === "role") {
    return `This track is for your work: ${ground.position}, ${ground.department}.`;
  }
  const title = titleOf(organization.employmentTypes, type).toLowerCase();
  const clause = Object.values(policy.clauses).find(
    ({ term, text }) => term !== null && text.toLowerCase().includes(title),
  );
  const applies = `Your employment is ${title}: policy ${policy.number} applies to you${
    clause ? ` (${clause.label})` : ""
  }.`;
  switch (ground.rule) {
    case "onboarding":
      return applies;
    case "new-version":
      return `A new version of the policy is in force from ${writeDay(locale, ground.effectiveOn)} and is to be acknowledged. ${applies}`;
    case "periodic":
      return `You acknowledged this on ${writeDay(locale, ground.lastOn)}; it is asked for again every ${ground.months} months. ${applies}`;
  }
}

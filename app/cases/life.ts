// The life of a case: which act follows from which, with the sentence that says what to do first. The database
// function `case_act_follows` says the same to every act; a test drives both beside each other.
import type { CaseActName } from "./case-act.ts";
import { beginning } from "./life/beginning.ts";
import { decision } from "./life/decision.ts";
import { ending } from "./life/ending.ts";
import { investigation } from "./life/investigation.ts";
import { notice } from "./life/notice.ts";
import { type AskedAct, again, type Rule } from "./life/rule.ts";
import type { Standing } from "./standing.ts";

const rules: Record<CaseActName, Rule> = {
  ...beginning,
  ...investigation,
  ...notice,
  ...decision,
  ...ending,
};

/** Why an act does not follow, as a sentence without its full stop; null where it does. */
export function whyNoCaseAct(standing: Standing, asked: AskedAct): string | null {
  const rule: Rule = rules[asked.act];
  const isAboutNothing = asked.about !== undefined && !standing.actOf(asked.about);
  return rule(standing, asked) ?? (isAboutNothing ? again : null);
}

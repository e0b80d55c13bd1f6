import type { CaseActName } from "../case-act.ts";
import { all, type Rule, thereIs, whileOpen } from "./rule.ts";

/** How a case begins: its reports, who is named and who is shut out, and what is to be done. */
export const beginning = {
  opened: () => "The case is open",
  "report-added": whileOpen,
  "respondent-named": all(whileOpen, (_, { isRespondent, personId, by }) => {
    if (isRespondent) return "This person is a respondent already";
    return personId !== undefined && personId === by
      ? "Step aside from the case: somebody else names you"
      : null;
  }),
  "party-named": whileOpen,
  "shut-out": all(whileOpen, ({ of }, { personId, choice, formId }) => {
    if (of("shut-out").some(({ person }) => person?.id === personId))
      return "This person has no part in the case already";
    const isFound = of("opened", "report-added").some((one) => one.formId === formId);
    return choice === "found" && !isFound
      ? "Ask them to step aside, or name them as a witness"
      : null;
  }),
  triaged: all(
    whileOpen,
    thereIs(
      "It was decided, and a finding is recorded",
      ({ liveFindings }) => liveFindings.length === 0,
    ),
    thereIs(
      "It was decided, and the investigation has its findings",
      ({ stage }) => stage !== "decision",
    ),
  ),
} satisfies Partial<Record<CaseActName, Rule>>;

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { offeredRules } from "../intake/form/finished-report.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { Question } from "../ui/question.tsx";

const notSure = "not-sure";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "rule");
  const { settings } = await readReportWords(visit.portal);
  const rules = offeredRules(draft, settings).map(({ says }) => says);
  return { page, rules, chosen: draft.rules?.length === 0 ? [notSure] : (draft.rules ?? []) };
});

const answer = z.object({
  rule: z
    .array(z.string())
    .min(1, "Choose what fits, or that you are not sure")
    .refine(
      (chosen) => chosen.length === 1 || !chosen.includes(notSure),
      "Choose what fits, or that you are not sure, but not both",
    ),
});

export const action = forAnybodyAtAll(async (visit) => {
  const { settings } = await readReportWords(visit.portal);
  const known = settings.rules.map(({ says }) => says);
  return answerQuestion(visit, "rule", answer, (draft, { rule }) => ({
    ...draft,
    rules: known.filter((says) => rule.includes(says)),
  }));
});

export default function Rule() {
  const { page, rules, chosen } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question page={page} title="What seems wrong with it?" refusal={refusal}>
      <CheckboxesField
        name="rule"
        legend="What seems wrong with it?"
        hint="Choose everything that fits. You need not know the policy, and nothing is decided by what you choose."
        isTitled
        options={[
          ...rules.map((says) => ({ value: says, label: says })),
          { value: notSure, label: "I am not sure, or it is something else" },
        ]}
        value={chosen}
        refusal={refusal}
      />
    </Question>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { postTimeIn, whenForm } from "../intake/form/when-form.ts";
import { Question } from "../ui/question.tsx";
import { WhenField } from "../ui/when-field.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "when");
  return { page, when: draft.when };
});

export const action = forAnybodyAtAll(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return answerQuestion(visit, "when", whenForm(today), (draft, value) => ({
    ...draft,
    when: postTimeIn(value),
  }));
});

export default function When() {
  const { page, when } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question page={page} title="When was it posted?" refusal={refusal}>
      <WhenField when={when} refusal={refusal} />
    </Question>
  );
}

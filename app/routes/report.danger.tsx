import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "danger");
  const { isUrgent } = draft;
  return { page, danger: isUrgent === undefined ? undefined : isUrgent ? "yes" : "no" };
});

const answer = z.object({
  danger: z.enum(["yes", "no"], { error: "Choose whether anyone is in danger now" }),
});

export const action = forAnybodyAtAll((visit) =>
  answerQuestion(
    visit,
    "danger",
    answer,
    (draft, { danger }) => ({ ...draft, isUrgent: danger === "yes" }),
    ({ isUrgent }, isFromCheck) =>
      isUrgent ? `/report/call-first${isFromCheck ? "?to=check" : ""}` : null,
  ),
);

export default function Danger() {
  const { page, danger } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const title = "Is anyone in danger now?";
  return (
    <Question page={page} title={title} refusal={refusal}>
      <ChoiceField
        name="danger"
        legend={title}
        hint="For example a threat against somebody, or words of somebody who may hurt themselves."
        isTitled
        value={danger}
        options={[
          {
            value: "yes",
            label: "Yes, or I fear so",
            hint: "The next page says whom to call first",
          },
          { value: "no", label: "No" },
        ]}
        refusal={refusal}
      />
    </Question>
  );
}

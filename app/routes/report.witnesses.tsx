import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { told } from "../intake/form/told.ts";
import { TextAreaField } from "../ui/field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "witnesses");
  return { page, witnesses: draft.witnesses };
});

const answer = z.object({ witnesses: told(5000) });

export const action = forAnybodyAtAll((visit) =>
  answerQuestion(visit, "witnesses", answer, (draft, { witnesses }) => ({ ...draft, witnesses })),
);

export default function Witnesses() {
  const { page, witnesses } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const title = "Who else saw it?";
  return (
    <Question page={page} title={title} refusal={refusal}>
      <TextAreaField
        name="witnesses"
        label={title}
        hint="Names, or who they are to you, and how to reach them if you know. Leave it empty if you do not know of anybody."
        isTitled
        value={witnesses}
        refusal={refusal}
      />
    </Question>
  );
}

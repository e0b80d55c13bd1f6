import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { told } from "../intake/form/told.ts";
import { TextAreaField } from "../ui/field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "recognizable");
  return { page, recognizable: draft.recognizable };
});

const answer = z.object({ recognizable: told(5000) });

export const action = forAnybodyAtAll((visit) =>
  answerQuestion(visit, "recognizable", answer, (draft, { recognizable }) => ({
    ...draft,
    recognizable,
  })),
);

export default function Recognizable() {
  const { page, recognizable } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const title = "How can one tell that it is a City employee?";
  return (
    <Question page={page} title={title} refusal={refusal}>
      <TextAreaField
        name="recognizable"
        label={title}
        hint="For example: the profile says where they work, a uniform or a City vehicle is in the picture, they write about their job, or many people here know them. Leave it empty if you do not know."
        isTitled
        value={recognizable}
        refusal={refusal}
      />
    </Question>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { told } from "../intake/form/told.ts";
import { TextAreaField } from "../ui/field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "what");
  return { page, what: draft.what };
});

const answer = z.object({ what: told(20_000, "Write what happened") });

export const action = forAnybodyAtAll((visit) =>
  answerQuestion(visit, "what", answer, (draft, { what }) => ({ ...draft, what })),
);

export default function What() {
  const { page, what } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question page={page} title="What happened?" isMultipart refusal={refusal}>
      <TextAreaField
        name="what"
        label="What happened?"
        hint="Say what you saw or read, in your own words, and keep apart what you only suppose. If you remember the words of the post, write them down. If you only know where it was posted, write that; the next question asks for the address. At most 20,000 characters."
        isTitled
        rows={10}
        value={what}
        refusal={refusal}
      />
    </Question>
  );
}

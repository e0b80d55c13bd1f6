import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "about");
  return { page, about: draft.about };
});

const answer = z.object({
  about: z.enum(["yes", "no", "not-sure"], {
    error: "Choose whether it is about something a City employee posted",
  }),
});

export const action = forAnybodyAtAll((visit) =>
  answerQuestion(
    visit,
    "about",
    answer,
    (draft, { about }) => ({ ...draft, about }),
    ({ about }) => (about === "no" ? "/report/comments" : null),
  ),
);

export default function About() {
  const { page, about } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const title = "Is it about something a City employee posted?";
  return (
    <Question page={page} title={title} refusal={refusal}>
      <ChoiceField
        name="about"
        legend={title}
        hint="A post, a comment, a picture, a video or a message to many, on an account of their own or on one of the City’s. Everybody who works for the City counts: also casual and seasonal staff, people on contract, and interns."
        isTitled
        value={about}
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No", hint: "For example a comment of somebody else" },
          { value: "not-sure", label: "I am not sure", hint: "You can go on with the report" },
        ]}
        refusal={refusal}
      />
    </Question>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { declarationWords, declare } from "../cases/declaration.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField } from "../ui/field.tsx";

const declareForm = z.object({
  ...seenFields,
  choice: z.enum(["none", "conflict"], "Choose whether something stands between you and the case"),
  isTrue: z.literal("yes").optional(),
  words: told(20_000),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "declared", ({ file: { respondents } }) => ({
    paragraphs: declarationWords(respondents.map(({ name }) => name)),
  })),
);

export const action = forSignedIn(async (visit) => {
  let isGone = false;
  const answer = await sendCaseAct(visit, declareForm, ({ choice, isTrue, words }, hand) => {
    isGone = choice === "conflict";
    return declare(hand, { choice, isTrue: isTrue === "yes", words });
  });
  // The case is not there for them any more.
  return isGone && answer instanceof Response ? seeOther("/cases/left") : answer;
});

export default function Declare() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Declare before you begin" send="Declare" loaded={loaded} refusal={refusal}>
      <p className="govuk-body">Read this, and say whether all of it is true of you:</p>
      <div className="card govuk-body">
        {loaded.offered?.paragraphs.map((paragraph) => (
          <p className="govuk-body" key={paragraph}>
            {paragraph}
          </p>
        ))}
      </div>
      <ChoiceField
        name="choice"
        legend="Does something stand between you and the case?"
        options={[
          { value: "none", label: "No, nothing does" },
          {
            value: "conflict",
            label: "Yes, there is a conflict",
            hint: "You leave the case at once, and it is not there for you any more. That is no fault, and somebody else is asked.",
          },
        ]}
        refusal={refusal}
      />
      <CheckField
        name="isTrue"
        label="Where nothing does: I have read the words above, and they are true"
        refusal={refusal}
      />
      <TextAreaField
        name="words"
        label="Where there is a conflict: what those who handle the case should know (optional)"
        rows={3}
        refusal={refusal}
      />
    </CaseAct>
  );
}

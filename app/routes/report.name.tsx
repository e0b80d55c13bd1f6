import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { readStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { becomeAnonymous, namesTheReporter } from "../intake/form/become-anonymous.ts";
import { draftOf } from "../intake/form/draft-report.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { Question } from "../ui/question.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "name");
  const { kept } = await readReportWords(visit.portal);
  return { page, kind: draft.kind, isNamed: namesTheReporter(draft), kept };
});

const answer = z.object({
  kind: z.enum(["named", "confidential", "anonymous"], {
    error: "Choose whether you give your name",
  }),
});

export const action = forAnybodyAtAll(async (visit) => {
  const before = await draftOf(visit.portal, visit.request);
  const files = before ? await readStagedEvidence(visit.portal, before.key) : [];
  let isChanged = false;
  return answerQuestion(
    visit,
    "name",
    answer,
    (draft, { kind }) => {
      if (kind !== "anonymous") return { ...draft, kind };
      isChanged =
        namesTheReporter(draft) ||
        (files.length > 0 && draft.kind !== undefined && draft.kind !== "anonymous");
      return becomeAnonymous(draft);
    },
    (_, isFromCheck) =>
      isChanged ? `/report/anonymous-now${isFromCheck ? "?to=check" : ""}` : null,
  );
});

export default function Name() {
  const { page, kind, isNamed, kept } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const title = "Do you want to give your name?";
  return (
    <Question page={page} title={title} refusal={refusal}>
      <ChoiceField
        name="kind"
        legend={title}
        isTitled
        value={kind}
        options={[
          {
            value: "named",
            label: "Yes, with my name",
            hint: "Whoever looks into the report knows who you are, and can ask you.",
          },
          {
            value: "confidential",
            label: "Confidentially",
            hint: "Only those who handle reports see your name. They do not pass it on, unless a law asks for it.",
          },
          {
            value: "anonymous",
            label: "No, anonymously",
            hint: `You are not asked who you are, and a sign-in in this browser is not looked at. You get a code to come back with.${isNamed ? " What you typed about yourself is removed." : ""}`,
          },
        ]}
        refusal={refusal}
      />
      <div className="govuk-inset-text">
        <p className="govuk-body">
          <strong>What anonymous cannot hide.</strong> The portal keeps no address of your device.
          But the network you use sees that this portal was opened, and a device that somebody else
          looks after may keep what is done on it. If that matters to you, use a device and a
          network that do not belong to your workplace.
        </p>
        <p className="govuk-body">
          What you write, and the files you add, can also show who you are.
        </p>
      </div>
      <WhatIsKept kept={kept} />
    </Question>
  );
}

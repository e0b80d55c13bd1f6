import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { issuedStanding, whyAWord, wordForm } from "../cases/issue-decision.ts";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { TextAreaField } from "../ui/field.tsx";

export const loader = forSignedIn((visit) =>
  loadActAbout(visit, "upheld", issuedStanding, (hand, about) => ({
    whys: whyAWord(hand, about),
    what: issuedStanding(hand).find((one) => one.about === about)?.label ?? "",
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, wordForm, ({ about, words }) => [{ act: "upheld", about, said: { words } }]),
);

export default function Uphold() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const asked = loaded.offered?.asked;
  return (
    <CaseActAbout
      title="Uphold what was issued"
      ask="What was issued?"
      send="Uphold it"
      loaded={loaded}
      refusal={refusal}
      final="It stands as it was issued. The respondent has to be told before the case can be closed."
    >
      {asked ? (
        <>
          <p className="govuk-body">
            <strong>{asked.what}</strong>
          </p>
          {asked.whys.map((why) => (
            <p key={why} className="govuk-body">
              {why}
            </p>
          ))}
          <TextAreaField name="words" label="Reasons" rows={6} refusal={refusal} />
        </>
      ) : null}
    </CaseActAbout>
  );
}

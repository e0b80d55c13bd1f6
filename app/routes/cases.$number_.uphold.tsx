import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { issuedStanding, readAskedWord, wordForm } from "../cases/issue-decision.ts";
import { WordOnIssued } from "../ui/word-on-issued.tsx";

export const loader = forSignedIn((visit) =>
  loadActAbout(visit, "upheld", issuedStanding, readAskedWord),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, wordForm, ({ about, words }) => [{ act: "upheld", about, said: { words } }]),
);

export default function Uphold() {
  return (
    <WordOnIssued
      title="Uphold what was issued"
      send="Uphold it"
      loaded={useLoaderData<typeof loader>()}
      refusal={useActionData<typeof action>()?.refusal}
      final="It stands as it was issued. The respondent has to be told before the case can be closed."
    />
  );
}

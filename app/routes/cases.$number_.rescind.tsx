import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { issuedStanding, readAskedWord, wordForm } from "../cases/issue-decision.ts";
import { WordOnIssued } from "../ui/word-on-issued.tsx";

export const loader = forSignedIn((visit) =>
  loadActAbout(visit, "rescinded", issuedStanding, readAskedWord),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, wordForm, ({ about, words }) => [
    { act: "rescinded", about, said: { words } },
  ]),
);

export default function Rescind() {
  return (
    <WordOnIssued
      title="Rescind what was issued"
      send="Rescind it"
      loaded={useLoaderData<typeof loader>()}
      refusal={useActionData<typeof action>()?.refusal}
      final="It does not count any more, in this case or as earlier discipline. The respondent has to be told before the case can be closed."
    />
  );
}

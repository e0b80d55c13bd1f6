import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { askIssue, issuable, issueForm, readIssueOffer } from "../cases/issue-decision.ts";
import { clockOf } from "../clock.ts";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { IssueFields } from "../ui/issue-fields.tsx";
import { LetterPreview } from "../ui/letter-preview.tsx";
import { ApprovalsRead } from "../ui/read-proposal.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(visit, "issued", issuable, (hand, about) =>
    readIssueOffer(visit.portal, hand, about),
  )),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, issueForm(today), (value, hand) => askIssue(visit.portal, value, hand));
});

export default function Issue() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock } = loaded;
  const offer = loaded.offered?.asked;
  return (
    <CaseActAbout
      title="Issue the decision"
      ask="Which decision?"
      send="Issue the decision"
      loaded={loaded}
      refusal={refusal}
      final="With this the decision stands. It can be rescinded later, and never unsaid."
    >
      {offer ? (
        <>
          <div className="no-print">
            <ApprovalsRead clock={clock} approvals={offer.approvals} missing={offer.missing} />
            <p className="govuk-body">
              This is the letter to {offer.respondent}. Print this page to hand it over or mail it:
              only the letter is printed.
            </p>
          </div>
          <LetterPreview letter={offer.letter} />
          <div className="no-print">
            <IssueFields name={offer.respondent} today={clock.today} refusal={refusal} />
          </div>
        </>
      ) : null}
    </CaseActAbout>
  );
}

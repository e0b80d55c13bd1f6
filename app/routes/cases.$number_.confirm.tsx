import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { askConfirmation, awaitedBy, confirmForm, readAwaited } from "../cases/second-person.ts";
import { clockOf } from "../clock.ts";
import { AwaitedAct } from "../ui/awaited-act.tsx";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { TextAreaField } from "../ui/field.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(visit, "confirmed", awaitedBy, (hand, about) =>
    readAwaited(visit.viewer, visit.portal, hand, about),
  )),
}));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, confirmForm, (value, hand) => askConfirmation(visit.viewer, value, hand)),
);

export default function Confirm() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number } = loaded;
  const awaited = loaded.offered?.asked;
  return (
    <CaseActAbout
      title={awaited?.destroys ? "Dispose of the case" : "Agree as the second person"}
      ask="To what?"
      send={awaited?.destroys ? "I agree: dispose of the case" : "I agree"}
      loaded={loaded}
      refusal={refusal}
      final={
        awaited?.destroys
          ? "This is final. With your agreement the keys are destroyed at once, and nobody can bring anything back."
          : "That you agreed, when and as what is kept, and cannot be taken back."
      }
    >
      {awaited ? (
        <>
          <AwaitedAct clock={clock} number={number} awaited={awaited} />
          {awaited.asManager ? (
            <p className="govuk-body">
              <strong>You agree as the city manager, or in their place.</strong>
            </p>
          ) : null}
          <TextAreaField
            name="words"
            label="Anything you want to add?"
            hint="It stays in the file. If you do not agree, follow the link below instead."
            rows={3}
            refusal={refusal}
          />
          <p className="govuk-body">
            <a className="govuk-link" href={`/cases/${number}/decline?about=${awaited.number}`}>
              I do not agree
            </a>
          </p>
        </>
      ) : null}
    </CaseActAbout>
  );
}

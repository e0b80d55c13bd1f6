import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { proveAgain } from "../auth/prove-again.ts";
import { answerEnrolment } from "../auth/second-factor/answer-enrolment.ts";
import { appPage, wasJustSetUp } from "../auth/second-factor/app-page.ts";
import { enrolApp } from "../auth/second-factor/enrol.ts";
import { line, readForm, refuseForm, secret } from "../form.ts";
import { CodeField } from "../ui/code-field.tsx";
import { ErrorSummary, PasswordField, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";
import { SetUpApp } from "../ui/set-up-app.tsx";

const here = "/account/second-factor";

export const loader = forSignedIn(async ({ viewer, portal }) => ({
  app: await appPage(viewer, portal),
  isSetUp: await wasJustSetUp(viewer, portal),
}));

const entered = z.object({
  code: line("Enter the code your app shows", 40),
  password: secret("Enter the password you sign in with"),
});

export const action = forSignedIn(async ({ viewer, portal, request }) => {
  // The page with the recovery codes, loaded again, sends its form again.
  if (await wasJustSetUp(viewer, portal)) throw seeOther(`${here}?done=set-up`);
  const form = await readForm(request, entered);
  if ("refusal" in form) return data(form, { status: 400 });
  const proof = await proveAgain(viewer, portal, form.value);
  if ("refused" in proof) {
    return data(refuseForm({}, { password: proof.refused }), { status: proof.status });
  }
  const done = await enrolApp(viewer, portal, form.value);
  return answerEnrolment(done, { field: "code", to: `${here}?done=added` });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function AddApp() {
  const { app, isSetUp } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return (
      <RecoveryCodes
        codes={answer.recoveryCodes}
        to={`${here}?done=added`}
        onward="I have them: go on"
      />
    );
  }
  const refusal = answer?.refusal;
  return (
    <Page
      title="Set up an app for codes"
      back={{ to: here, label: "Second step at sign-in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {app ? (
        <>
          <SetUpApp app={app} />
          <form method="post" noValidate>
            <CodeField refusal={refusal} />
            <PasswordField
              name="password"
              label="Your password, to show that it is you"
              autoComplete="current-password"
              refusal={refusal}
            />
            <p className="govuk-body">
              If you set up an app before, its codes no longer work. You are signed out everywhere
              else.
            </p>
            <SendButton>Finish</SendButton>
          </form>
        </>
      ) : isSetUp ? (
        <p className="govuk-body">
          Your app is set up. Recovery codes are shown once: if you did not keep them,{" "}
          <a className="govuk-link" href={`${here}/recovery-codes`}>
            make new ones
          </a>
          .
        </p>
      ) : (
        <p className="govuk-body">Nothing is being set up. Choose a way first.</p>
      )}
    </Page>
  );
}

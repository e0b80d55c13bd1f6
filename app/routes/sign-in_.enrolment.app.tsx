import type { HeadersFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forHalfSignedIn } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { answerEnrolment } from "../auth/second-factor/answer-enrolment.ts";
import { appPage } from "../auth/second-factor/app-page.ts";
import { enrolApp } from "../auth/second-factor/enrol.ts";
import { line, readForm } from "../form.ts";
import { CodeField } from "../ui/code-field.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";
import { SetUpApp } from "../ui/set-up-app.tsx";

export const loader = forHalfSignedIn("enrolment", async ({ viewer, portal, url }) => ({
  app: await appPage(viewer, portal),
  to: localPath(url.searchParams.get("to")),
}));

const entered = z.object({ code: line("Enter the code your app shows", 40) });

export const action = forHalfSignedIn("enrolment", async ({ viewer, portal, request, url }) => {
  const form = await readForm(request, entered);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await enrolApp(viewer, portal, form.value);
  return answerEnrolment(done, { field: "code", to: localPath(url.searchParams.get("to")) });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function EnrolApp() {
  const { app, to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return (
      <RecoveryCodes setUp="app" codes={answer.recoveryCodes} to={to} onward="I have them: go on" />
    );
  }
  const refusal = answer?.refusal;
  return (
    <Page
      title="Set up an app for codes"
      back={{ to: `/sign-in/enrolment?to=${encodeURIComponent(to)}`, label: "Choose another way" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {app ? (
        <>
          <SetUpApp app={app} />
          <form method="post" noValidate>
            <CodeField refusal={refusal} />
            <SendButton>Finish</SendButton>
          </form>
        </>
      ) : (
        <p className="govuk-body">Nothing is being set up. Choose a way first.</p>
      )}
    </Page>
  );
}

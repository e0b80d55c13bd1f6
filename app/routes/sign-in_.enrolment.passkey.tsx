import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forHalfSignedIn } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { answerEnrolment } from "../auth/second-factor/answer-enrolment.ts";
import { challengeOf } from "../auth/second-factor/challenge.ts";
import { enrolPasskey } from "../auth/second-factor/enrol.ts";
import { line, readForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { MakePasskey } from "../ui/make-passkey.tsx";
import { Page } from "../ui/page.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";

export const loader = forHalfSignedIn("enrolment", async ({ url }) => ({
  to: localPath(url.searchParams.get("to")),
}));

const made = z.object({
  name: line("Give the passkey a name, such as “Phone”", 60),
  passkey: z.string().max(20_000).optional(),
});

export const action = forHalfSignedIn("enrolment", async ({ viewer, portal, request, url }) => {
  const form = await readForm(request, made);
  if ("refusal" in form) return data(form, { status: 400 });
  const { name, passkey: answer = "" } = form.value;
  const challenge = challengeOf(portal, request.headers.get("Cookie"), viewer.sessionId);
  const done = await enrolPasskey(viewer, portal, { answer, challenge, name });
  const to = localPath(url.searchParams.get("to"));
  return answerEnrolment(done, { field: "passkey", typed: { name }, to });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function EnrolPasskey() {
  const { to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return <RecoveryCodes codes={answer.recoveryCodes} to={to} onward="I have them: go on" />;
  }
  const refusal = answer?.refusal;
  return (
    <Page
      title="Make a passkey"
      back={{ to: `/sign-in/enrolment?to=${encodeURIComponent(to)}`, label: "Choose another way" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <MakePasskey refusal={refusal} />
    </Page>
  );
}

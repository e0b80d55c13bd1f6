import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { proveAgain } from "../auth/prove-again.ts";
import { answerEnrolment } from "../auth/second-factor/answer-enrolment.ts";
import { challengeOf } from "../auth/second-factor/challenge.ts";
import { enrolPasskey } from "../auth/second-factor/enrol.ts";
import { passwordToProve, provingThere } from "../auth/second-factor/prove-by-form.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { MakePasskey } from "../ui/make-passkey.tsx";
import { Page } from "../ui/page.tsx";
import { PasswordToProve, ProveThere } from "../ui/prove-again.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";

const here = "/account/second-factor";

export const loader = forSignedIn(async (visit) => ({ proving: await provingThere(visit) }));

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request } = visit;
  const made = z.object({
    name: line("Give the passkey a name, such as “Phone”", 60),
    password: passwordToProve(await provingThere(visit)),
    passkey: z.string().max(20_000).optional(),
  });
  const form = await readForm(request, made);
  if ("refusal" in form) return data(form, { status: 400 });
  const { name, password = "", passkey: answer = "" } = form.value;
  const proof = await proveAgain(viewer, portal, { password });
  if ("refused" in proof) {
    return data(refuseForm({ name }, { [proof.at]: proof.refused }), { status: proof.status });
  }
  const challenge = challengeOf(portal, request.headers.get("Cookie"), viewer.sessionId);
  const done = await enrolPasskey(viewer, portal, { answer, challenge, name });
  return answerEnrolment(done, {
    ...{ field: "passkey", typed: { name }, to: `${here}?done=added` },
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function AddPasskey() {
  const { proving } = useLoaderData<typeof loader>();
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
      title="Make a passkey"
      back={{ to: here, label: "Second step at sign-in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {proving && !proving.isShown ? (
        <ProveThere proving={proving} />
      ) : (
        <MakePasskey refusal={refusal}>
          <PasswordToProve proving={proving} refusal={refusal} />
        </MakePasskey>
      )}
    </Page>
  );
}

import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forHalfSignedIn } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { answerMadePasskey, answerWithOptions } from "../auth/second-factor/add-passkey.ts";
import { readPasskey } from "../auth/second-factor/passkey-answer.ts";
import { line, readForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { MakePasskey } from "../ui/make-passkey.tsx";
import { Page } from "../ui/page.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";

export const loader = forHalfSignedIn("enrolment", async ({ url }) => ({
  to: localPath(url.searchParams.get("to")),
}));

const asked = z.object({ name: line("Give the passkey a name, such as “Phone”", 60) });

export const action = forHalfSignedIn("enrolment", async (visit) => {
  const { request, url } = visit;
  const made = await readPasskey(request);
  if (made) return answerMadePasskey(visit, made, localPath(url.searchParams.get("to")));
  const form = await readForm(request, asked);
  if ("refusal" in form) return data(form, { status: 400 });
  return answerWithOptions(visit, form.value.name);
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function EnrolPasskey() {
  const { to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return (
      <RecoveryCodes
        setUp="passkey"
        codes={answer.recoveryCodes}
        to={to}
        onward="I have them: go on"
      />
    );
  }
  const refusal = answer && "refusal" in answer ? answer.refusal : null;
  const otherWay = `/sign-in/enrolment?to=${encodeURIComponent(to)}`;
  return (
    <Page
      title="Make a passkey"
      back={{ to: otherWay, label: "Choose another way" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <MakePasskey
        making={answer && "making" in answer ? answer.making : null}
        refusal={refusal}
        otherWay={otherWay}
      />
    </Page>
  );
}

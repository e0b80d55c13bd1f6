import { data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { forEveryone, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { challengeOf } from "../auth/second-factor/challenge.ts";
import { passkeyNotShown } from "../auth/second-factor/take-passkey.ts";
import { signInWithPasskey } from "../auth/sign-in-with-passkey.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { PasskeyForm } from "../ui/passkey-form.tsx";

export const loader = forEveryone(async ({ viewer, url }) => {
  if (viewer) throw seeOther(localPath(url.searchParams.get("to")));
  return null;
});

const shown = z.object({ passkey: z.string({ error: passkeyNotShown }) });

export const action = forEveryone(async ({ viewer, half, portal, request, url }) => {
  const form = await readForm(request, shown);
  if ("refusal" in form) return data(form, { status: 400 });
  const before = viewer ?? half;
  const challenge = challengeOf(
    portal,
    request.headers.get("Cookie"),
    before ? before.sessionId : null,
  );
  const answer = form.value.passkey;
  const signedIn = await signInWithPasskey(portal, { answer, challenge });
  if ("refused" in signedIn) {
    return data(refuseForm({}, { passkey: signedIn.refused }), { status: 400 });
  }
  if (before) await portal.sessions.end(before);
  return seeOther(localPath(url.searchParams.get("to")), { "Set-Cookie": signedIn.setCookie });
});

export default function SignInWithPasskey() {
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Sign in with a passkey"
      back={{ to: "/sign-in", label: "Sign in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        With a passkey you need neither a password nor a code. You make one on your account page
        once you are signed in.
      </p>
      <PasskeyForm
        way="use"
        label="Sign in with a passkey"
        instead={
          <a className="govuk-link" href="/sign-in">
            sign in with your password, and the code of your app if you have one
          </a>
        }
        refusal={refusal}
      />
    </Page>
  );
}

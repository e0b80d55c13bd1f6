import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forEveryone, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { relyingPartyOf } from "../auth/second-factor/relying-party.ts";
import { signIn } from "../auth/sign-in.ts";
import { line, readForm, refuseForm, secret } from "../form.ts";
import { DemoPeople } from "../ui/demo-people.tsx";
import { ErrorSummary, PasswordField, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { PasskeyForm } from "../ui/passkey-form.tsx";
import { ProviderButtons } from "../ui/provider-buttons.tsx";

export const loader = forEveryone(async ({ viewer, portal, url, wasSignedOut }) => {
  if (viewer) throw seeOther(localPath(url.searchParams.get("to")));
  return {
    demo: portal.demo,
    wasSignedOut,
    providers: portal.providers.offered.map(({ id, label }) => ({ id, label })),
    to: localPath(url.searchParams.get("to")),
    withPasskey: relyingPartyOf(portal.publicUrl) && `/sign-in/passkey${url.search}`,
  };
});

const credentials = z.object({
  name: line("Enter your e-mail address or employee number"),
  password: secret("Enter your password"),
});

export const action = forEveryone(async ({ viewer, half, portal, request, url, clientAddress }) => {
  const before = viewer ?? half;
  const form = await readForm(request, credentials);
  if ("refusal" in form) return data(form, { status: 400 });
  const { name, password } = form.value;
  const signedIn = await signIn({ portal, name, password, address: clientAddress });
  if ("setCookie" in signedIn) {
    if (before) await portal.sessions.end(before);
    return seeOther(localPath(url.searchParams.get("to")), { "Set-Cookie": signedIn.setCookie });
  }
  const { refused, retryAfter } = signedIn;
  return retryAfter
    ? data(refuseForm({ name }, { form: refused }), {
        status: 429,
        headers: { "Retry-After": String(retryAfter) },
      })
    : data(refuseForm({ name }, { name: refused }), { status: 400 });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SignIn() {
  const { demo, providers, to, withPasskey, wasSignedOut } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page title="Sign in" failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {wasSignedOut && !refusal ? (
        <div className="card" role="status">
          <p className="govuk-body">
            You were signed out: the session was ended, or nothing happened for two hours. Sign in
            to go on.
          </p>
        </div>
      ) : null}
      <ProviderButtons providers={providers} to={to} />
      <form method="post" noValidate>
        <TextField
          name="name"
          label="E-mail address or employee number"
          autoComplete="username"
          spellCheck={false}
          refusal={refusal}
        />
        <PasswordField
          name="password"
          label="Password"
          autoComplete="current-password"
          refusal={refusal}
        />
        <SendButton>Sign in</SendButton>
      </form>
      {withPasskey ? (
        <PasskeyForm
          way="use"
          kind="secondary"
          label="Sign in with a passkey"
          instead="sign in with your password, and the code of your app if you have one"
          action={withPasskey}
        />
      ) : null}
      <h2 className="govuk-heading-s">For the first time, or without your password</h2>
      <p className="govuk-body">
        <a className="govuk-link" href="/set-up">
          Set a password with a set-up code
        </a>{" "}
        from Human Resources or your supervisor. They hand you a new one when they have seen you.
      </p>
      {demo ? <DemoPeople {...demo} /> : null}
    </Page>
  );
}

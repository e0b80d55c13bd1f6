import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { readAccount } from "../auth/account.ts";
import { changePassword } from "../auth/change-password.ts";
import { readConfirmationsAboutSelf } from "../auth/confirmations/read-confirmations.ts";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { matchWords } from "../auth/provider/link-words.ts";
import { hasPasswordsOff } from "../auth/provider/passwords-off.ts";
import { readProviderLinks } from "../auth/provider/read-links.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { readSessionsOf } from "../auth/sessions-of.ts";
import { readSignInChanges } from "../auth/sign-in-changes.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { writeMoment } from "../days.ts";
import { readForm, refuseForm, secret } from "../form.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, PasswordField, SendButton } from "../ui/field.tsx";
import { NewPassword } from "../ui/new-password.tsx";
import { OwnSessions } from "../ui/own-sessions.tsx";
import { Page } from "../ui/page.tsx";
import { SignInChanges } from "../ui/sign-in-changes.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

const saidDone: Record<string, string> = {
  password: "Your password is changed. You are signed out everywhere else.",
  elsewhere: "You are signed out everywhere else.",
  session: "That session is ended.",
};

export const loader = forSignedIn(async ({ viewer, portal, url }) => {
  const { locale, timeZone, today } = await clockOf(portal);
  const { passwordSetAt, ...account } = await readAccount(viewer, portal.db, today);
  const links = await readProviderLinks(viewer, portal.db, viewer.personId);
  const linked = links.filter(({ endedAt }) => endedAt === null);
  const { app, passkeys } = await readFactors(viewer, portal.db);
  return {
    factors: [
      ...(app ? ["an app for codes"] : []),
      ...(passkeys.length > 0
        ? [passkeys.length === 1 ? "a passkey" : `${passkeys.length} passkeys`]
        : []),
    ].join(" and "),
    name: fullName(viewer),
    accounts: linked.map(({ label, linkedAt, matchedBy }) => {
      const at = writeMoment(locale, timeZone, linkedAt);
      return `${label}, linked ${at} by your ${matchWords[matchedBy]}`;
    }),
    toLink: portal.providers.offered
      .filter(({ id }) => !linked.some(({ provider }) => provider === id))
      .map(({ id, label }) => ({ id, label })),
    mayHavePassword: !(await hasPasswordsOff(portal.db, viewer.personId)),
    ...account,
    passwordSet: passwordSetAt && writeMoment(locale, timeZone, passwordSetAt),
    clock: { locale, timeZone, today },
    sessions: await readSessionsOf(viewer, portal.db, viewer.personId),
    here: viewer.sessionId,
    asked: await readConfirmationsAboutSelf(viewer, portal.db),
    changes: await readSignInChanges(viewer, portal.db, portal.now()),
    done: saidDone[url.searchParams.get("done") ?? ""] ?? null,
  };
});

const passwords = z
  .object({
    presentPassword: secret("Enter your present password"),
    newPassword: secret("Choose a new password"),
    again: secret("Enter the same new password again"),
  })
  .refine(({ newPassword, again }) => newPassword === again, {
    path: ["again"],
    message: "Enter the same new password again",
  });

export const action = forSignedIn(async ({ viewer, portal, request }) => {
  const form = await readForm(request, passwords);
  if ("refusal" in form) return data(form, { status: 400 });
  const changed = await changePassword(viewer, portal, form.value);
  if ("setCookie" in changed) {
    return seeOther("/account?done=password", { "Set-Cookie": changed.setCookie });
  }
  const { field, refused, status, retryAfter } = changed;
  return data(refuseForm({}, { [field]: refused }), {
    status,
    headers: retryAfter ? { "Retry-After": String(retryAfter) } : {},
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function AccountPage() {
  const { name, employeeNumber, email, department, accounts, toLink, ...signedIn } =
    useLoaderData<typeof loader>();
  const { passwordSet, mayHavePassword, factors, done, changes, asked, clock, sessions, here } =
    signedIn;
  const hasPassword = mayHavePassword && (passwordSet !== null || accounts.length === 0);
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page title="Your account" failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <SummaryList
        rows={[
          ["Name", name],
          ["Employee number", employeeNumber ?? "None: you are from outside"],
          ["E-mail address", email ?? "None"],
          ["Department", department ?? "None"],
          ...accounts.map((account): [string, string] => ["Signs in with", account]),
          ...toLink.map(({ id, label }): [string, ReactNode] => [
            label,
            <span key={id}>
              Not linked.{" "}
              <a className="govuk-link" href={`/sign-in/with/${id}?again=yes&to=/account`}>
                Link your {label}
              </a>
            </span>,
          ]),
          mayHavePassword
            ? ["Password set", passwordSet ?? "Never"]
            : ["Password", "None is needed: you sign in with your account of the City"],
          [
            "Second step at sign-in",
            <span key="factors">
              {factors ? `${factors.charAt(0).toUpperCase()}${factors.slice(1)}.` : "None."}{" "}
              <a className="govuk-link" href="/account/second-factor">
                {factors ? "Change it" : "Set one up"}
                <span className="govuk-visually-hidden">: second step at sign-in</span>
              </a>
            </span>,
          ],
        ]}
      />
      <p className="govuk-body">
        Is something wrong here? Tell Human Resources.{" "}
        <a className="govuk-link" href="/privacy">
          What is kept about you
        </a>
      </p>
      <h2 className="govuk-heading-m">Signed in</h2>
      <OwnSessions clock={clock} here={here} sessions={sessions} />
      <h2 className="govuk-heading-m">What happened lately</h2>
      <SignInChanges
        {...{ clock, changes, asked, hasPassword }}
        isElsewhere={sessions.length > 1}
      />
      {hasPassword ? (
        <>
          <h2 className="govuk-heading-m">Change your password</h2>
          <form method="post" noValidate>
            <PasswordField
              name="presentPassword"
              label="Present password"
              autoComplete="current-password"
              refusal={refusal}
            />
            <NewPassword refusal={refusal} />
            <SendButton>Change the password</SendButton>
          </form>
        </>
      ) : null}
    </Page>
  );
}

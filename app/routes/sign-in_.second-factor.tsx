import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forHalfSignedIn, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { challengeOf } from "../auth/second-factor/challenge.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { passSecondFactor, type ShownFactor } from "../auth/second-factor/pass.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { CodeField } from "../ui/code-field.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { PasskeyForm } from "../ui/passkey-form.tsx";
import { StartAgain } from "../ui/start-again.tsx";

export const loader = forHalfSignedIn("second-factor", async ({ viewer, portal }) => {
  const { app, passkeys, recoveryCodes } = await readFactors(viewer, portal.db);
  return {
    hasApp: app !== null,
    hasPasskey: passkeys.length > 0,
    hasRecoveryCodes: recoveryCodes > 0,
  };
});

const optional = z.string().max(20_000).optional();
const shown = z.object({
  by: z.enum(["code", "recovery-code", "passkey"], { error: "Choose one way below" }),
  code: optional,
  recoveryCode: optional,
  passkey: optional,
});
const code = line("Enter the code your app shows", 40);
const recoveryCode = line("Enter one of your recovery codes", 60);

export const action = forHalfSignedIn("second-factor", async ({ viewer, portal, request, url }) => {
  const form = await readForm(request, shown);
  if ("refusal" in form) return data(form, { status: 400 });
  const { by } = form.value;
  const field = by === "recovery-code" ? "recoveryCode" : by;
  const read =
    by === "passkey"
      ? null
      : (by === "code" ? code : recoveryCode).safeParse(form.value[field] ?? "");
  if (read?.error) {
    const [issue] = read.error.issues;
    return data(refuseForm({}, { [field]: issue?.message ?? "" }), { status: 400 });
  }
  const factor: ShownFactor = read
    ? { by: by as "code" | "recovery-code", code: read.data }
    : {
        by: "passkey",
        answer: form.value.passkey ?? "",
        challenge: challengeOf(portal, request.headers.get("Cookie"), viewer.sessionId),
      };
  const passed = await passSecondFactor(viewer, portal, factor);
  if ("refused" in passed) {
    const { refused, status, retryAfter } = passed;
    const headers: HeadersInit = retryAfter ? { "Retry-After": String(retryAfter) } : {};
    return data(refuseForm({}, { [field]: refused }), { status, headers });
  }
  const to = localPath(url.searchParams.get("to"));
  const next =
    passed.recoveryCodesLeft === null
      ? to
      : `/account/second-factor?used=recovery-code&to=${encodeURIComponent(to)}`;
  return seeOther(next, { "Set-Cookie": passed.setCookie });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SecondFactor() {
  const { hasApp, hasPasskey, hasRecoveryCodes } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page title="Second step" failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {hasApp ? (
        <form method="post" noValidate>
          <input type="hidden" name="by" value="code" />
          <CodeField refusal={refusal} />
          <SendButton>Go on</SendButton>
        </form>
      ) : null}
      {hasPasskey ? (
        <PasskeyForm
          way="use"
          label="Use a passkey"
          instead={
            hasApp
              ? "enter the code of your app above"
              : hasRecoveryCodes
                ? "use one of your recovery codes below, then set up an app for codes"
                : "use another browser, or have the second step reset as below"
          }
          refusal={refusal}
          {...(hasApp && { kind: "secondary" as const })}
        >
          <input type="hidden" name="by" value="passkey" />
        </PasskeyForm>
      ) : null}
      {hasRecoveryCodes ? (
        <details className="govuk-details" open={Boolean(refusal?.errors.recoveryCode)}>
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">Use a recovery code</span>
          </summary>
          <div className="govuk-details__text">
            <form method="post" noValidate>
              <input type="hidden" name="by" value="recovery-code" />
              <TextField
                name="recoveryCode"
                label="Recovery code"
                hint="16 letters and digits from your list. Spaces and small letters do not matter. Each works once."
                autoComplete="off"
                spellCheck={false}
                width={20}
                refusal={refusal}
              />
              <SendButton kind="secondary">Go on with the recovery code</SendButton>
            </form>
          </div>
        </details>
      ) : null}
      <p className="govuk-body">
        Is it lost? An administrator, or Human Resources, resets the second step when they have seen
        you. For people who handle cases a second person confirms it.
      </p>
      <StartAgain />
    </Page>
  );
}

import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { carriedCode, carryCode, dropCode } from "../auth/code-cookie.ts";
import { forEveryone, seeOther } from "../auth/guard.ts";
import { whyNoPassword } from "../auth/password.ts";
import { setUp } from "../auth/set-up.ts";
import { line, readForm, refuseForm, secret } from "../form.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { NewPassword } from "../ui/new-password.tsx";
import { Page } from "../ui/page.tsx";

/** A letter's QR code leads here with `?code=`, and at once on to the same page without it. */
export const loader = forEveryone(async ({ portal, request, url }) => {
  const given = url.searchParams.get("code");
  if (given !== null) {
    const cookie = carryCode(given, portal.publicUrl);
    throw seeOther("/set-up", cookie ? { "Set-Cookie": cookie } : {});
  }
  return { code: carriedCode(request.headers.get("Cookie")) };
});

const words = z
  .object({
    code: line("Enter the code from your letter", 60),
    newPassword: secret("Choose a password"),
    again: secret("Enter the same password again"),
  })
  .superRefine(({ newPassword, again }, context) => {
    const mend = whyNoPassword(newPassword, []);
    if (mend) context.addIssue({ code: "custom", path: ["newPassword"], message: mend });
    if (newPassword !== again) {
      context.addIssue({
        code: "custom",
        path: ["again"],
        message: "Enter the same password again",
      });
    }
  });

export const action = forEveryone(async ({ viewer, half, portal, request, clientAddress }) => {
  const before = viewer ?? half;
  const form = await readForm(request, words);
  if ("refusal" in form) return data(form, { status: 400 });
  const { code, newPassword } = form.value;
  const done = await setUp(portal, { code, newPassword, address: clientAddress });
  if ("setCookie" in done) {
    if (before) await portal.sessions.end(before);
    const headers = new Headers({ Location: "/" });
    headers.append("Set-Cookie", done.setCookie);
    headers.append("Set-Cookie", dropCode(portal.publicUrl));
    return new Response(null, { status: 303, headers });
  }
  const { field, refused, retryAfter } = done;
  return data(refuseForm({ code }, { [field]: refused }), {
    status: retryAfter ? 429 : 400,
    headers: retryAfter ? { "Retry-After": String(retryAfter) } : {},
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SetUp() {
  const { code } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Set up your sign-in"
      back={{ to: "/sign-in", label: "Sign in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        The code works once. With the password you choose here you sign in from now on.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/privacy#set-up">
          What is kept when you set up your sign-in, why, and who may see it
        </a>
      </p>
      <form method="post" action="/set-up" noValidate>
        <TextField
          name="code"
          label="Set-up code"
          hint="16 letters and digits, for example 3T0K-9WQM-XA72-HV5C. Spaces and small letters do not matter."
          value={code}
          autoComplete="one-time-code"
          spellCheck={false}
          width={20}
          refusal={refusal}
        />
        <NewPassword refusal={refusal} />
        <SendButton>Set the password and sign in</SendButton>
      </form>
    </Page>
  );
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { acknowledge } from "../attestation/acknowledge.ts";
import { dutyOf } from "../attestation/own-duty.ts";
import type { AcknowledgementRefused } from "../attestation/record-statement.ts";
import { keepStatement } from "../attestation/statement-to-prove.ts";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { whereToProve } from "../auth/provider/own-provider.ts";
import { challengeOf } from "../auth/second-factor/challenge.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { readPasskey } from "../auth/second-factor/passkey-answer.ts";
import { fullName } from "../auth/viewer.ts";
import { line, readForm, refuseForm, secret } from "../form.ts";
import { isOpen, nextLesson } from "../training/duties.ts";
import { CheckField } from "../ui/check-field.tsx";
import { ErrorSummary, PasswordField, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { PasskeyPart } from "../ui/passkey-form.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forSignedIn(async (visit) => {
  const duty = await dutyOf(visit);
  if (!isOpen(duty)) throw seeOther(duty.reference ? `/receipts/${duty.reference}` : "/");
  const { content, number, versionDigest } = duty.version;
  const next = nextLesson(duty);
  const provider = await whereToProve(visit.viewer, visit.portal);
  return {
    proveAt: provider?.label ?? null,
    track: duty.track.title,
    policy: content.policy,
    statement: content.statement,
    version: number,
    versionDigest,
    name: fullName(visit.viewer),
    hasPasskey: (await readFactors(visit.viewer, visit.portal.db)).passkeys.length > 0,
    missing: next ? { title: next.title, to: `/training/${next.slug}` } : null,
  };
});

const statement = z.object({
  digest: z.string({ error: "Open this page again" }).max(64, "Open this page again"),
  agreed: z.literal("yes", { error: "Tick the box to confirm the statement" }),
  typedName: line("Enter your full name", 200),
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request } = visit;
  const duty = await dutyOf(visit);
  const answer = await readPasskey(request);
  if (!answer && (await whereToProve(viewer, portal))) {
    const form = await readForm(request, statement);
    if ("refusal" in form) return data(form, { status: 400 });
    const { digest, typedName } = form.value;
    const stated = { versionDigest: digest, agreed: true, typedName };
    const kept = await keepStatement(viewer, portal, duty, stated);
    if ("statementId" in kept) return seeOther(`/acknowledge/prove?track=${duty.track.id}`);
    return "reference" in kept ? toReceipt(kept) : again(typedName, kept);
  }
  const password = answer ? z.string().optional() : secret("Enter your password");
  const form = await readForm(request, statement.extend({ password }));
  if ("refusal" in form) return data(form, { status: 400 });
  const { digest, typedName } = form.value;
  const cookie = request.headers.get("Cookie");
  const challenge = challengeOf(portal, cookie, viewer.sessionId, "acknowledge");
  const acknowledged = await acknowledge(viewer, portal, duty, {
    ...{ versionDigest: digest, agreed: true, typedName },
    password: form.value.password ?? "",
    passkey: answer ? { answer, challenge } : null,
  });
  return "reference" in acknowledged ? toReceipt(acknowledged) : again(typedName, acknowledged);
});

const toReceipt = ({ reference }: { reference: string }) =>
  seeOther(`/receipts/${reference}?recorded`);

const again = (typedName: string, { at, refused, status }: AcknowledgementRefused) =>
  data(refuseForm({ typedName, agreed: "yes" }, { [at]: refused }), { status });

export default function Acknowledge() {
  const { proveAt, hasPasskey, track, policy, statement, version, versionDigest, name, missing } =
    useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const title = `Policy ${policy.number}: read and acknowledge`;
  const back = { to: "/training", label: "Your training" };
  if (missing) {
    return (
      <Page title={title} caption={track} back={back}>
        <p className="govuk-body-l">
          You can acknowledge the policy when every lesson is complete.
        </p>
        <a className="govuk-button" href={missing.to}>
          Go on: {missing.title}
        </a>
      </Page>
    );
  }
  return (
    <Page title={title} caption={track} back={back} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {refusal ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">Read the policy again</span>
          </summary>
          <Words html={policy.html} />
        </details>
      ) : (
        <>
          <p className="govuk-body">
            Below is the whole policy, version {version}, and after it the statement.{" "}
            <a className="govuk-link" href="#statement">
              Go to the statement
            </a>
          </p>
          <Words html={policy.html} />
        </>
      )}
      <section className="card" id="statement" aria-labelledby="statement-title">
        <h2 className="govuk-heading-m" id="statement-title">
          {statement.title}
        </h2>
        <Words html={statement.html} />
      </section>
      <form method="post" data-passkey={hasPasskey ? "acknowledge" : undefined} noValidate>
        <input type="hidden" name="digest" value={versionDigest} />
        <CheckField name="agreed" label="I confirm this statement" refusal={refusal} />
        <TextField
          name="typedName"
          label="Your full name"
          hint={`The directory has it as ${name}. If you write it differently, both are kept.`}
          autoComplete="name"
          spellCheck={false}
          refusal={refusal}
        />
        {proveAt ? (
          <p className="govuk-body">
            Next you sign in with {proveAt} once more, so that nobody else can confirm this for you.
            It is recorded when you are back.
          </p>
        ) : (
          <PasswordField
            name="password"
            label="Your password, once more"
            hint="So that nobody else can confirm this for you."
            autoComplete="current-password"
            refusal={refusal}
          />
        )}
        <div className="govuk-warning-text">
          <span className="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong className="govuk-warning-text__text">
            <span className="govuk-visually-hidden">Note:</span> This is final: your acknowledgement
            is kept with its date and cannot be changed. You get a receipt.{" "}
            <a className="govuk-link" href="/privacy#training">
              What is kept and who may see it
            </a>
          </strong>
        </div>
        <SendButton>{proveAt ? "Go on" : "Acknowledge"}</SendButton>
        {hasPasskey ? (
          <PasskeyPart
            label="Acknowledge with a passkey"
            kind="secondary"
            instead={proveAt ? "go on with the button above" : "enter your password above"}
            refusal={refusal}
          />
        ) : null}
      </form>
    </Page>
  );
}

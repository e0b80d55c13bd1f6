import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { acknowledge } from "../attestation/acknowledge.ts";
import { forSignedIn, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { line, readForm, refuseForm, secret } from "../form.ts";
import { isOpen, nextLesson, readDuties } from "../training/duties.ts";
import { CheckField } from "../ui/check-field.tsx";
import { ErrorSummary, PasswordField, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forSignedIn(async (visit) => {
  const duty = await dutyOf(visit);
  if (!isOpen(duty)) throw seeOther(duty.reference ? `/receipts/${duty.reference}` : "/");
  const { content, number, versionDigest } = duty.version;
  const next = nextLesson(duty);
  return {
    track: duty.track.title,
    policy: content.policy,
    statement: content.statement,
    version: number,
    versionDigest,
    name: fullName(visit.viewer),
    missing: next ? { title: next.title, to: `/training/${next.slug}` } : null,
  };
});

const statement = z.object({
  digest: z.string({ error: "Open this page again" }).max(64, "Open this page again"),
  agreed: z.literal("yes", { error: "Tick the box to confirm the statement" }),
  typedName: line("Enter your full name", 200),
  password: secret("Enter your password"),
});

export const action = forSignedIn(async (visit) => {
  const duty = await dutyOf(visit);
  const form = await readForm(visit.request, statement);
  if ("refusal" in form) return data(form, { status: 400 });
  const { digest, typedName, password } = form.value;
  const acknowledged = await acknowledge(visit.viewer, visit.portal, duty, {
    versionDigest: digest,
    agreed: true,
    typedName,
    password,
  });
  if ("reference" in acknowledged) return seeOther(`/receipts/${acknowledged.reference}?recorded`);
  const { at, refused, status } = acknowledged;
  return data(refuseForm({ typedName, agreed: "yes" }, { [at]: refused }), { status });
});

export default function Acknowledge() {
  const { track, policy, statement, version, versionDigest, name, missing } =
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
      <form method="post" noValidate>
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
        <PasswordField
          name="password"
          label="Your password, once more"
          hint="So that nobody else can confirm this for you."
          autoComplete="current-password"
          refusal={refusal}
        />
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
        <SendButton>Acknowledge</SendButton>
      </form>
    </Page>
  );
}

/** The duty a person came to settle: of the track named, or the one that is open. */
async function dutyOf({ viewer, portal, url }: Visit) {
  const duties = await readDuties(viewer, portal);
  const named = url.searchParams.get("track");
  const duty = duties.find(({ track }) => named === null || track.id === named);
  if (!duty) throw notFound();
  return duty;
}

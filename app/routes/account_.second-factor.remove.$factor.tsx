import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { askingYou } from "../auth/second-factor/asking-words.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { askingOf, needsFactor } from "../auth/second-factor/needs-factor.ts";
import { proveByForm, provingThere } from "../auth/second-factor/prove-by-form.ts";
import { removeFactor, whyNoRemoval } from "../auth/second-factor/remove.ts";
import { refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ProveAgain } from "../ui/prove-again.tsx";

const here = "/account/second-factor";

export const loader = forSignedIn(async (visit) => {
  const { name, hasPasskey, isLast } = await factorOf(visit);
  const { viewer, portal } = visit;
  const whyNot = await whyNoRemoval(viewer, portal);
  const asking = isLast ? askingOf(portal, needsFactor(viewer)) : null;
  return { name, hasPasskey, asking, whyNot, proving: await provingThere(visit) };
});

export const action = forSignedIn(async (visit) => {
  const { factor } = await factorOf(visit);
  const proof = await proveByForm(visit);
  if ("refusal" in proof) return proof.answer;
  const { viewer, portal } = visit;
  const done = await removeFactor(viewer, portal, factor);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`${here}?done=removed`);
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function RemoveFactor() {
  const { name, hasPasskey, asking, whyNot, proving } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={`Remove: ${name}`}
      back={{ to: here, label: "Second step at sign-in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <>
          <p className="govuk-body">
            It opens nothing any more.{" "}
            {asking
              ? `It is your last: your recovery codes go with it, and from then on ${proving ? `your ${proving.label}` : "your password"} is enough to sign in as you. ${askingYou[asking]}`
              : "Your other ways stay."}
          </p>
          <ProveAgain label="Remove it" kind="warning" {...{ hasPasskey, proving, refusal }} />
        </>
      )}
    </Page>
  );
}

/** The factor that the address names; one that is not there, or another's, does not exist. */
async function factorOf({ viewer, portal, params }: Visit) {
  const { app, passkeys } = await readFactors(viewer, portal.db);
  const common = {
    hasPasskey: passkeys.length > 0,
    isLast: passkeys.length + (app ? 1 : 0) === 1,
  };
  if (params.factor === "app" && app) {
    return { factor: "app" as const, name: "app for codes", ...common };
  }
  const passkey = passkeys.find(({ id }) => id === params.factor);
  if (!passkey) throw notFound();
  return { factor: { passkey: passkey.id }, name: `passkey “${passkey.name}”`, ...common };
}

import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { proveByForm, provingThere } from "../auth/second-factor/prove-by-form.ts";
import { makeRecoveryCodes } from "../auth/second-factor/recovery-codes.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ProveAgain } from "../ui/prove-again.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";

const here = "/account/second-factor";

export const loader = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const { app, passkeys, recoveryCodes } = await readFactors(viewer, portal.db);
  if (!app && passkeys.length === 0) throw seeOther(here);
  const proving = await provingThere(visit);
  return { left: recoveryCodes, hasPasskey: passkeys.length > 0, proving };
});

/** The codes are shown with this answer and never again, so there is no page to send on to. */
export const action = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const proof = await proveByForm(visit);
  if ("refusal" in proof) return proof.answer;
  const { app, passkeys } = await readFactors(viewer, portal.db);
  if (!app && passkeys.length === 0) throw seeOther(here);
  const now = portal.now();
  const codes = await portal.db.transaction((tx) => makeRecoveryCodes(tx, viewer.personId, now));
  return data({ recoveryCodes: codes });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function NewRecoveryCodes() {
  const { left, hasPasskey, proving } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return <RecoveryCodes codes={answer.recoveryCodes} to={here} onward="I have them" />;
  }
  const refusal = answer?.refusal;
  return (
    <Page
      title="Make new recovery codes"
      back={{ to: here, label: "Second step at sign-in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        You get ten new codes, shown once.{" "}
        {left === 0 ? "" : `The ${left} you have left stop working.`}
      </p>
      <ProveAgain label="Make ten new codes" {...{ hasPasskey, proving, refusal }} />
    </Page>
  );
}

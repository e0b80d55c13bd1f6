import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { proveAgain } from "../auth/prove-again.ts";
import { answerMadePasskey, answerWithOptions } from "../auth/second-factor/add-passkey.ts";
import { wasMade } from "../auth/second-factor/make-passkey.ts";
import { readPasskey } from "../auth/second-factor/passkey-answer.ts";
import { passwordToProve, provingThere } from "../auth/second-factor/prove-by-form.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { MakePasskey } from "../ui/make-passkey.tsx";
import { Page } from "../ui/page.tsx";
import { PasswordToProve, ProveThere } from "../ui/prove-again.tsx";
import { RecoveryCodes } from "../ui/recovery-codes.tsx";

const here = "/account/second-factor";

export const loader = forSignedIn(async (visit) => ({ proving: await provingThere(visit) }));

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request } = visit;
  const made = await readPasskey(request);
  // The page with the recovery codes, loaded again, sends its form again.
  if (made && (await wasMade(portal.db, viewer, made))) throw seeOther(`${here}?done=set-up`);
  if (made) return answerMadePasskey(visit, made, `${here}?done=added`);
  const asked = z.object({
    name: line("Give the passkey a name, such as “Phone”", 60),
    password: passwordToProve(await provingThere(visit)),
  });
  const form = await readForm(request, asked);
  if ("refusal" in form) return data(form, { status: 400 });
  const { name, password = "" } = form.value;
  const proof = await proveAgain(viewer, portal, { password });
  if ("refused" in proof) {
    return data(refuseForm({ name }, { [proof.at]: proof.refused }), { status: proof.status });
  }
  return answerWithOptions(visit, name);
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function AddPasskey() {
  const { proving } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "recoveryCodes" in answer) {
    return (
      <RecoveryCodes
        setUp="passkey"
        codes={answer.recoveryCodes}
        to={`${here}?done=added`}
        onward="I have them: go on"
      />
    );
  }
  const making = answer && "making" in answer ? answer.making : null;
  const refusal = answer && "refusal" in answer ? answer.refusal : null;
  return (
    <Page
      title="Make a passkey"
      back={{ to: here, label: "Second step at sign-in" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {proving && !proving.isShown && !making ? (
        <ProveThere proving={proving} />
      ) : (
        <MakePasskey making={making} refusal={refusal} otherWay={here}>
          <PasswordToProve proving={proving} refusal={refusal} />
        </MakePasskey>
      )}
    </Page>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { askDecline, awaitedBy, declineForm, readAwaited } from "../cases/second-person.ts";
import { clockOf } from "../clock.ts";
import { AwaitedAct } from "../ui/awaited-act.tsx";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { TextAreaField } from "../ui/field.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(visit, "declined", awaitedBy, (hand, about) =>
    readAwaited(visit.viewer, visit.portal, hand, about),
  )),
}));

export const action = forSignedIn((visit) => sendCaseAct(visit, declineForm, askDecline));

export default function Decline() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number } = loaded;
  const awaited = loaded.offered?.asked;
  return (
    <CaseActAbout
      title="Not agree, with reasons"
      ask="To what?"
      send="I do not agree"
      loaded={loaded}
      refusal={refusal}
      final="This cannot be taken back: what you do not agree to has to be made anew."
    >
      {awaited ? (
        <>
          <AwaitedAct clock={clock} number={number} awaited={awaited} />
          <TextAreaField
            name="words"
            label="Why do you not agree?"
            hint="Whoever handles and investigates the case reads this."
            rows={6}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseActAbout>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { countDestroyed } from "../cases/what-disposal-destroys.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { WhatIsDestroyed } from "../ui/what-is-destroyed.tsx";

const disposalForm = z.object({
  ...seenFields,
  words: told(20_000, "Write why it is to be disposed of"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "disposal-proposed", ({ kase }) => countDestroyed(visit.portal.db, kase.id)),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, disposalForm, ({ words }) => [{ act: "disposal-proposed", said: { words } }]),
);

export default function ProposeDisposal() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct
      title="Propose to dispose of the case"
      send="Propose it"
      loaded={loaded}
      refusal={refusal}
      final="Nothing is destroyed yet. When a second person agrees, everything is, at once, and for good."
    >
      {loaded.offered ? <WhatIsDestroyed destroyed={loaded.offered} /> : null}
      <TextAreaField
        name="words"
        label="Why is it to be disposed of?"
        hint="Name the rule of the records schedule it falls under."
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

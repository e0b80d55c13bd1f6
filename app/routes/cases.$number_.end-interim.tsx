import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { measureOf, offerInterim } from "../cases/interim-form.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { InterimField } from "../ui/interim-field.tsx";

const endForm = z.object({
  ...seenFields,
  measure: z.string("Choose the measure"),
  words: told(20_000, "Write why it ends"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "interim-ended", (hand) =>
    offerInterim(visit.portal, hand, aboutOf(visit.url)),
  ),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, endForm, ({ measure, words }, { standing }) => {
    const found = measureOf(standing, measure);
    if ("refused" in found) return found;
    return [{ act: "interim-ended", about: found.number, said: { words } }];
  }),
);

export default function EndInterim() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { offered } = loaded;
  return (
    <CaseAct title="End an interim measure" send="End it" loaded={loaded} refusal={refusal}>
      {offered ? <InterimField {...offered} refusal={refusal} /> : null}
      <TextAreaField name="words" label="Why does it end?" rows={4} refusal={refusal} />
    </CaseAct>
  );
}

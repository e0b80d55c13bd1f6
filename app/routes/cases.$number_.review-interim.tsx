import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { measureOf, offerInterim } from "../cases/interim-form.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { dayAhead, seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { InterimField } from "../ui/interim-field.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "interim-reviewed", (hand) =>
    offerInterim(visit.portal, hand, aboutOf(visit.url)),
  ),
);

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  const reviewForm = z.object({
    ...seenFields,
    measure: z.string("Choose the measure"),
    dueOn: dayAhead(today, "Enter the day on which it is looked at again"),
    words: told(20_000, "Write why it is still needed"),
  });
  return sendCaseAct(visit, reviewForm, ({ measure, dueOn, words }, { standing }) => {
    const found = measureOf(standing, measure);
    if ("refused" in found) return found;
    return [{ act: "interim-reviewed", about: found.number, dueOn, said: { words } }];
  });
});

export default function ReviewInterim() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { number, offered } = loaded;
  return (
    <CaseAct
      title="Review an interim measure"
      send="It is still needed"
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        Where it is not needed any more,{" "}
        <a className="govuk-link" href={`/cases/${number}/end-interim`}>
          end it
        </a>
        .
      </p>
      {offered ? <InterimField {...offered} refusal={refusal} /> : null}
      <TextAreaField name="words" label="Why is it still needed?" rows={4} refusal={refusal} />
      <TextField name="dueOn" label="Looked at again on" kind="date" width={20} refusal={refusal} />
    </CaseAct>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { grievanceEnds } from "../cases/decision-words.ts";
import { askGrievanceEnd, endGrievanceForm, openGrievances } from "../cases/grieve.ts";
import { clockOf } from "../clock.ts";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { Paragraphs } from "../ui/paragraphs.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(visit, "grievance-ended", openGrievances, ({ standing }, about) => {
    const grievance = standing.of("grieved").find(({ number }) => number === about);
    const { on = "", words = "" } = grievance?.said ?? {};
    const atArbitration = standing.has(about, "grievance-ended");
    const isLate = grievance?.choice === "late";
    return { who: grievance?.person?.name ?? "", on, words, isLate, atArbitration };
  })),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, endGrievanceForm(today), askGrievanceEnd);
});

export default function EndGrievance() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock } = loaded;
  const asked = loaded.offered?.asked;
  const ends = grievanceEnds.filter(
    ({ value }) => value !== "to-arbitration" || !asked?.atArbitration,
  );
  return (
    <CaseActAbout
      title="Record how a grievance ended"
      ask="Which grievance?"
      send="Record it"
      loaded={loaded}
      refusal={refusal}
    >
      {asked ? (
        <>
          <p className="govuk-body">
            Filed by {asked.who} on <OnDay clock={clock} day={asked.on} />
            {asked.isLate ? ", late" : ", in time"}
            {asked.atArbitration ? ". It is at arbitration." : "."}
          </p>
          <div className="govuk-inset-text">
            <Paragraphs text={asked.words} />
          </div>
          <ChoiceField name="choice" legend="How did it end?" options={ends} refusal={refusal} />
          <TextField name="on" kind="date" label="On which day?" width={20} refusal={refusal} />
          <TextAreaField
            name="words"
            label="What was decided, and by whom?"
            hint={`${asked.who} reads these words under My notices. Name no reporter and no witness.`}
            rows={6}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseActAbout>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { balance, outcomeWords } from "../cases/decision-words.ts";
import { personOf } from "../cases/read-finding.ts";
import { askFinding, findingForm, readFindingOffer } from "../cases/record-finding.ts";
import { clockOf } from "../clock.ts";
import { AllegationStanding } from "../ui/allegation-standing.tsx";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { AllegationRead } from "../ui/read-allegation.tsx";
import { FindingRead } from "../ui/read-finding.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(
    visit,
    "found",
    ({ standing, file }) =>
      standing.liveAllegations.map(({ number, clause, respondentId }) => ({
        about: number,
        label: `${personOf(file, respondentId).name}, clause ${clause}, allegation ${number}`,
      })),
    (hand, about) => readFindingOffer(visit.portal, hand, about),
  )),
}));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, findingForm, (value, hand, tx) => askFinding(visit.portal, value, hand, tx)),
);

export default function Find() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number } = loaded;
  const offer = loaded.offered?.asked;
  return (
    <CaseActAbout
      title="Record a finding"
      ask="Which allegation?"
      send="Record the finding"
      loaded={loaded}
      refusal={refusal}
      final="A finding is never changed or removed. A second person reviews it before anything rests on it."
    >
      {offer ? (
        <>
          <AllegationRead clock={clock} allegation={offer.allegation} />
          <AllegationStanding
            name={offer.allegation.respondent.name}
            standing={offer.standing}
            level="page"
          />
          {offer.earlier ? (
            <>
              <h2 className="govuk-heading-m">There is a finding already</h2>
              {offer.supersedes.map((sentence) => (
                <Warning key={sentence}>{sentence}</Warning>
              ))}
              <FindingRead clock={clock} number={number} finding={offer.earlier} />
            </>
          ) : null}
          <ChoiceField
            name="outcome"
            legend="What did you find?"
            hint={balance}
            options={Object.entries(outcomeWords).map(([value, { label, means }]) => ({
              ...{ value, label, hint: means },
            }))}
            refusal={refusal}
          />
          <TextAreaField
            name="words"
            label="Reasons"
            hint="What you believe happened and why, what speaks against it, and why it breaks the clause or does not. The second person reads this."
            rows={10}
            refusal={refusal}
          />
          {offer.citable.length > 0 ? (
            <CheckboxesField
              name="cited"
              legend="What does it rest on?"
              hint="Tick everything you relied on."
              options={offer.citable}
              refusal={refusal}
            />
          ) : (
            <p className="govuk-body" id="cited">
              There is no interview, response, note or file in the case that could be cited.
            </p>
          )}
          <TextAreaField
            name="whyNone"
            label="If nothing can be cited, why not?"
            rows={2}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseActAbout>
  );
}

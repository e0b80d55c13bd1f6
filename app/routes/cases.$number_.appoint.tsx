import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { appointInvestigator } from "../cases/appoint-investigator.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { findInvestigators, shownCandidates } from "../cases/who-can-investigate.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { FindSomebody } from "../ui/list-search.tsx";

const appointForm = z.object({
  ...seenFields,
  person: z.string("Choose who investigates"),
  words: told(20_000),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "appointed", async ({ kase }) => {
    const q = (visit.url.searchParams.get("q") ?? "").slice(0, 200);
    const found = await findInvestigators(visit.portal, visit.portal.db, kase, q);
    return {
      ...{ q, isMore: found.length > shownCandidates },
      people: found.slice(0, shownCandidates),
    };
  }),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, appointForm, (value, hand, tx) =>
    appointInvestigator(visit.portal, tx, hand, value),
  ),
);

export default function Appoint() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { q, isMore, people } = loaded.offered ?? { q: "", isMore: false, people: [] };
  const [able, unable] = [
    people
      .filter(({ whyNot }) => !whyNot)
      .sort((one, other) => Number(one.isDecider) - Number(other.isDecider)),
    people.filter(({ whyNot }) => whyNot),
  ];
  return (
    <CaseAct
      title="Appoint an investigator"
      send="Appoint"
      loaded={loaded}
      refusal={refusal}
      above={
        <>
          <p className="govuk-body">
            The investigator sees this case only, and only while appointed. Before anything else
            they read whom it is about and declare that nothing stands between them and it. Whoever
            investigates reviews, approves and closes nothing here.
          </p>
          <FindSomebody
            label="Find somebody"
            hint="By name or number, of the directory or from outside. The beginning of a word is enough."
            q={q}
          />
          {people.length === 0 ? (
            <p className="govuk-body">
              {q
                ? "Nobody here is called so. Look at the spelling; an administrator adds people from outside."
                : "Nobody from outside has a sign-in. Search the directory, or ask an administrator to add somebody."}
            </p>
          ) : null}
        </>
      }
    >
      {able.length > 0 ? (
        <ChoiceField
          name="person"
          legend="Who investigates?"
          options={able.map(({ handle, name, work, isDecider }) => ({
            ...{ value: handle, label: name },
            hint: isDecider ? `${work}. Would then decide nothing else in this case.` : work,
          }))}
          refusal={refusal}
        />
      ) : null}
      {isMore ? <p className="govuk-body">There are more. Type more of the name.</p> : null}
      {unable.length > 0 ? (
        <>
          <h2 className="govuk-heading-s">Who cannot be appointed</h2>
          <ul className="govuk-list govuk-list--bullet">
            {unable.map(({ handle, name, whyNot }) => (
              <li key={handle}>
                {name} {whyNot}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <TextAreaField name="words" label="Why this person (optional)" rows={3} refusal={refusal} />
    </CaseAct>
  );
}

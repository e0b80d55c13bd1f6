import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { askInform, informable, informForm, readOutcomeOffer } from "../cases/issue-decision.ts";
import { clockOf } from "../clock.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { IssueFields } from "../ui/issue-fields.tsx";
import { LetterPreview } from "../ui/letter-preview.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadCaseAct(visit, "informed", async (hand) => {
    const people = informable(hand);
    const handle = visit.url.searchParams.get("person");
    const waiting = people.filter(({ waits }) => waits);
    const [only] = people.length === 1 ? people : waiting.length === 1 ? waiting : [];
    const chosen = people.find((one) => one.handle === handle) ?? only;
    return { people, to: chosen ? await readOutcomeOffer(visit.portal, hand, chosen.id) : null };
  })),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, informForm(today), (value, hand) =>
    askInform(visit.portal, value, hand),
  );
});

export default function Inform() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number, offered } = loaded;
  const title = "Give a respondent the outcome";
  if (offered && !offered.to) {
    return (
      <Page
        title={title}
        caption={number}
        back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      >
        <h2 className="govuk-heading-m">To whom?</h2>
        <ul className="govuk-list govuk-list--spaced">
          {offered.people.map(({ handle, name, waits }) => (
            <li key={handle}>
              <a className="govuk-link" href={`?person=${encodeURIComponent(handle)}`}>
                {name}
              </a>
              {waits ? <span className="own-line quiet">Waits for the outcome</span> : null}
            </li>
          ))}
        </ul>
      </Page>
    );
  }
  const to = offered?.to;
  return (
    <CaseAct
      title={title}
      send="Give the outcome"
      loaded={loaded}
      refusal={refusal}
      final="The letter is kept as it is, and cannot be taken back."
    >
      {to ? (
        <>
          <input type="hidden" name="person" value={to.id} />
          <p className="govuk-body no-print">
            This is the letter to {to.name}, with the words suggested below. It names no reporter
            and nobody else.
          </p>
          <LetterPreview letter={to.letter} />
          <div className="no-print">
            <TextAreaField
              name="words"
              label="What the letter says besides the findings"
              hint={`${to.name} reads this. Name no reporter and no witness.`}
              rows={4}
              value={to.words}
              refusal={refusal}
            />
            <IssueFields name={to.name} today={clock.today} refusal={refusal} />
          </div>
        </>
      ) : null}
    </CaseAct>
  );
}

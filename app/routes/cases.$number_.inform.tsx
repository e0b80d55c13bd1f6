import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFoundWith, type Visit } from "../auth/guard.ts";
import { loadCaseAct, readCaseInHand, sendCaseAct } from "../cases/case-route.ts";
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
  const posted = await visit.request.clone().formData();
  if (posted.has("look")) return look(visit, posted);
  return sendCaseAct(visit, informForm(today), (value, hand) =>
    askInform(visit.portal, value, hand),
  );
});

/** Shows the letter with the words as typed, and does nothing. */
async function look(visit: Visit, posted: FormData) {
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  const typed = Object.fromEntries(
    ["person", "words", "choice", "on", "by", "proof"].map((name) => [
      name,
      String(posted.get(name) ?? ""),
    ]),
  );
  const to = hand?.file.respondents.find(({ id }) => id === typed.person);
  if (!hand || !to) throw notFoundWith(typed.words ?? "");
  const { letter } = await readOutcomeOffer(visit.portal, hand, to.id, typed.words);
  return { refusal: undefined, looked: { letter, typed: { typed, errors: {} } } };
}

export default function Inform() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.refusal;
  const looked = answer && "looked" in answer ? answer.looked : undefined;
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
            This is the letter to {to.name}. Change the words below where they do not fit, and look
            at it again. Printing this page prints the letter alone.
          </p>
          <LetterPreview letter={looked?.letter ?? to.letter} />
          <div className="no-print">
            {to.always ? (
              <p className="govuk-inset-text">The letter says in any case: {to.always}</p>
            ) : null}
            <TextAreaField
              name="words"
              label={
                to.always
                  ? "What else the letter says (optional)"
                  : "What the letter says besides the findings"
              }
              hint={`${to.name} reads this. Name no reporter and no witness.`}
              rows={4}
              value={to.words}
              refusal={looked?.typed ?? refusal}
            />
            <button
              type="submit"
              name="look"
              value="yes"
              className="govuk-button govuk-button--secondary"
            >
              Show the letter with these words
            </button>
            <IssueFields name={to.name} today={clock.today} refusal={looked?.typed ?? refusal} />
          </div>
        </>
      ) : null}
    </CaseAct>
  );
}

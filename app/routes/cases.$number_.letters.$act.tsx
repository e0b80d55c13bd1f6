import { useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { isYetToDeclare } from "../cases/capacity.ts";
import { readCaseInHand } from "../cases/case-route.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { CaseLetter } from "../ui/case-letter.tsx";
import { Page } from "../ui/page.tsx";

/** A letter of a case as it was given: to look at, and to print. */
export const loader = forSignedIn(async (visit) => {
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  const act = hand?.file.acts.find(({ number }) => String(number) === visit.params.act);
  if (!hand || isYetToDeclare(hand.capacity)) throw notFound();
  if (!act?.said || !("letter" in act.said)) throw notFound();
  await noteCaseView(visit, hand.kase, "letter");
  const { subject, html } = act.said.letter;
  return {
    ...{ number: hand.kase.number, letter: { subject, html } },
    organization: (await visit.portal.organization()).name,
  };
});

export default function CaseLetterPage() {
  const { number, letter, organization } = useLoaderData<typeof loader>();
  return (
    <Page
      title="A letter of the case"
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      wide
    >
      <p className="govuk-body no-print">
        To print it, choose Print in the menu of your browser: the letter alone comes on paper.
      </p>
      <CaseLetter organization={organization} letter={letter} />
    </Page>
  );
}

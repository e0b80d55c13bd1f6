import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { measureWords, sayMeasure } from "../cases/decision-words.ts";
import {
  askProposal,
  proposalForm,
  proposedFor,
  readProposalOffer,
} from "../cases/propose-discipline.ts";
import { clockOf } from "../clock.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { EarlierDisciplineList } from "../ui/earlier-discipline.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { FindingRead } from "../ui/read-finding.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadCaseAct(visit, "proposed", async (hand) => {
    const people = proposedFor(hand);
    const asked = visit.url.searchParams.get("person");
    const chosen = people.length === 1 ? people[0] : people.find(({ handle }) => handle === asked);
    const offer = chosen && (await readProposalOffer(visit.viewer, visit.portal, hand, chosen));
    return { people: people.map(({ handle, name }) => ({ handle, name })), offer: offer ?? null };
  })),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, proposalForm(today), askProposal);
});

export default function Propose() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number, offered } = loaded;
  const title = "Propose discipline, or decide that there is none";
  if (offered && !offered.offer) {
    return (
      <Page
        title={title}
        caption={number}
        back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      >
        <h2 className="govuk-heading-m">For whom?</h2>
        <ul className="govuk-list govuk-list--spaced">
          {offered.people.map(({ handle, name }) => (
            <li key={handle}>
              <a className="govuk-link" href={`?person=${encodeURIComponent(handle)}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </Page>
    );
  }
  const offer = offered?.offer;
  const before = offer?.replaces;
  return (
    <CaseAct title={title} send="Propose this" loaded={loaded} refusal={refusal}>
      {offer ? (
        <>
          <input type="hidden" name="person" value={offer.respondent.id} />
          <h2 className="govuk-heading-m">For {offer.respondent.name}</h2>
          {before ? (
            <Warning>
              {sayMeasure(before)} is proposed already, by {before.by}. What you send takes its
              place, whatever you change: {sayVoid(before.approvals.length)}
            </Warning>
          ) : null}
          {offer.findings.map((finding) => (
            <FindingRead key={finding.number} clock={clock} number={number} finding={finding} />
          ))}
          <CheckboxesField
            name="findings"
            legend="Which findings does it rest on?"
            options={offer.findings.map((finding) => ({
              value: String(finding.number),
              label: `${finding.allegation.clause}, act ${finding.number}`,
            }))}
            value={offer.findings.map((finding) => String(finding.number))}
            refusal={refusal}
          />
          <h3 className="govuk-heading-s">Earlier discipline</h3>
          <EarlierDisciplineList clock={clock} earlier={offer.earlier} />
          <ChoiceField
            name="measure"
            legend="What do you propose?"
            options={Object.entries(measureWords).map(([value, { label, needs }]) => ({
              ...{ value, label, hint: needs },
            }))}
            value={before?.measure}
            refusal={refusal}
          />
          <TextField
            name="days"
            label="Of a suspension: how many calendar days?"
            width={5}
            inputMode="numeric"
            value={String(before?.days ?? "")}
            refusal={refusal}
          />
          <ChoiceField
            name="pay"
            legend="Of a suspension: with pay?"
            options={[
              { value: "without", label: "Without pay" },
              { value: "with", label: "With pay" },
            ]}
            value={before?.isPaid == null ? undefined : before.isPaid ? "with" : "without"}
            refusal={refusal}
          />
          <TextAreaField
            name="terms"
            label="Of a suspension, demotion or termination: from which day, and what changes?"
            hint="The letter says it in these words."
            rows={2}
            value={before?.terms}
            refusal={refusal}
          />
          <TextField
            name="sunset"
            kind="date"
            label="The last day on which it counts as earlier discipline"
            hint="Of a warning, a suspension or a demotion. Leave it empty only if it is never to end."
            width={20}
            value={before ? (before.sunsetOn ?? offer.sunsetOn) : offer.sunsetOn}
            refusal={refusal}
          />
          <TextAreaField
            name="words"
            label="Reasons"
            hint={`${offer.respondent.name} reads these words in the letter. Name no reporter and no witness.`}
            rows={8}
            value={before?.words}
            refusal={refusal}
          />
          <TextAreaField
            name="mitigating"
            label="What speaks for a lighter measure?"
            hint="Length of service, an apology, no earlier discipline. For those who approve, not in the letter."
            rows={4}
            value={before?.mitigating}
            refusal={refusal}
          />
          <TextAreaField
            name="aggravating"
            label="What speaks for a heavier measure?"
            hint="For those who approve, not in the letter."
            rows={4}
            value={before?.aggravating}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseAct>
  );
}

const sayVoid = (approvals: number) =>
  approvals === 0
    ? "it has no approval yet."
    : approvals === 1
      ? "its approval no longer counts."
      : `its ${approvals} approvals no longer count.`;

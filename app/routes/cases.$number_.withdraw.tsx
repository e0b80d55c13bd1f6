import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import type { CaseInHand } from "../cases/act-on-case.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField } from "../ui/field.tsx";

const withdrawForm = z.object({
  ...seenFields,
  allegation: z.string("Choose the allegation"),
  words: told(20_000, "Write why it is withdrawn"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "allegation-withdrawn", async (hand) => {
    const about = aboutOf(visit.url);
    const asked = withdrawable(hand).filter((one) => about === undefined || one.number === about);
    return {
      allegations: await Promise.all(
        asked.map(async ({ number, versionId, clause, respondentId }) => {
          const { policy } = (await visit.portal.shelf.version(versionId)).content;
          const said = hand.file.acts.find((act) => act.number === number)?.said;
          const name = hand.file.respondents.find(({ id }) => id === respondentId)?.name ?? "";
          const particulars = said && "particulars" in said ? said.particulars : "";
          return { number, name, clause, label: policy.clauses[clause]?.label ?? "", particulars };
        }),
      ),
    };
  }),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, withdrawForm, ({ allegation, words }, hand) => {
    const found = withdrawable(hand).find(({ number }) => String(number) === allegation);
    return found
      ? [{ act: "allegation-withdrawn", about: found.number, said: { words } }]
      : { refused: "Choose one of the allegations without a finding", field: "allegation" };
  }),
);

export default function Withdraw() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const allegations = loaded.offered?.allegations ?? [];
  return (
    <CaseAct
      title="Withdraw an allegation"
      send="Withdraw the allegation"
      final="This is final. The allegation stays in the file as withdrawn, and nothing is found or decided about it. It can be stated again, as a new one."
      loaded={loaded}
      refusal={refusal}
    >
      <ChoiceField
        name="allegation"
        legend="Which allegation?"
        options={allegations.map(({ number, name, clause, label, particulars }) => ({
          ...{ value: String(number), label: `${name}: ${label} (${clause})`, hint: particulars },
        }))}
        value={allegations.length === 1 ? String(allegations[0]?.number) : undefined}
        refusal={refusal}
      />
      <TextAreaField name="words" label="Why is it withdrawn?" rows={4} refusal={refusal} />
    </CaseAct>
  );
}

/** The allegations that stand and have no finding. */
const withdrawable = ({ standing: { liveAllegations, liveFindings } }: CaseInHand) =>
  liveAllegations.filter(
    ({ number }) => !liveFindings.some(({ allegation }) => allegation === number),
  );

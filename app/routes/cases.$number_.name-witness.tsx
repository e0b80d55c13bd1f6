import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { readParty, readPartyChoice, whyNobodyLeft } from "../cases/choose-party.ts";
import { landAfterNaming } from "../cases/land-after-naming.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChooseParty, ChosenParty } from "../ui/choose-party.tsx";
import { TextAreaField } from "../ui/field.tsx";

const nameForm = z.object({
  ...seenFields,
  person: z.string().max(100).default(""),
  words: told(20_000, "Write what they may have seen or heard"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "party-named", (hand) => readPartyChoice(visit, hand)),
);

export const action = forSignedIn(async (visit) => {
  const answer = await sendCaseAct(visit, nameForm, async ({ person, words }, hand, tx) => {
    const found = await readParty(tx, person);
    if (!found) return { refused: "Choose somebody of the directory" };
    if (hand.file.respondents.some(({ id }) => id === found.id)) {
      return { refused: "Choose somebody else: this person is a respondent" };
    }
    const refused = await whyNobodyLeft(tx, hand, { personId: found.id, below: false });
    if (refused) return { refused };
    return [{ act: "party-named", personId: found.id, choice: "witness", said: { words } }];
  });
  return landAfterNaming(visit, answer);
});

export default function NameWitness() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { offered } = loaded;
  if (offered && !offered.chosen) {
    return (
      <ChooseParty
        title="Name a witness"
        number={loaded.number}
        path="name-witness"
        choice={{ ...offered, suggested: [] }}
      />
    );
  }
  const name = offered?.chosen?.name ?? "somebody";
  return (
    <CaseAct
      title="Name a witness"
      send={`Name ${name} as a witness`}
      final={`This is final: ${name} has no part in this case from then on but as a witness.`}
      loaded={loaded}
      refusal={refusal}
    >
      {offered?.chosen ? <ChosenParty person={offered.chosen} /> : null}
      <p className="govuk-body">
        A witness neither handles, investigates nor decides the case, and does not find it anywhere.
        They are told nothing by the portal.
      </p>
      <TextAreaField
        name="words"
        label="What may they have seen or heard?"
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

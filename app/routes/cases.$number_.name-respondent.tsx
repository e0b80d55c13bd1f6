import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { readParty, readPartyChoice, whyNobodyLeft } from "../cases/choose-party.ts";
import { landAfterNaming } from "../cases/land-after-naming.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChooseParty, ChosenParty } from "../ui/choose-party.tsx";

const nameForm = z.object({ ...seenFields, person: z.string().max(100).default("") });

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "respondent-named", (hand) => readPartyChoice(visit, hand)),
);

export const action = forSignedIn(async (visit) => {
  const answer = await sendCaseAct(visit, nameForm, async ({ person }, hand, tx) => {
    const found = await readParty(tx, person);
    if (!found) return { refused: "Choose somebody of the directory" };
    const refused = await whyNobodyLeft(tx, hand, { personId: found.id, below: true });
    return refused ? { refused } : [{ act: "respondent-named", personId: found.id }];
  });
  return landAfterNaming(visit, answer);
});

export default function NameRespondent() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { offered } = loaded;
  if (offered && !offered.chosen) {
    return (
      <ChooseParty
        title="Name a respondent"
        number={loaded.number}
        path="name-respondent"
        choice={offered}
      />
    );
  }
  const name = offered?.chosen?.name ?? "somebody";
  return (
    <CaseAct
      title="Name a respondent"
      send={`Name ${name} as a respondent`}
      final={`This is final: ${name} stays a respondent of this case, also when nothing is found.`}
      loaded={loaded}
      refusal={refusal}
    >
      {offered?.chosen ? <ChosenParty person={offered.chosen} /> : null}
      <p className="govuk-body">
        The case is then about them, beside any other respondent. They and everybody below them at
        work have no part in it. If you work below them, you will not see the case again. They are
        told nothing before they get a notice.
      </p>
    </CaseAct>
  );
}

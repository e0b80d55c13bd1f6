import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import type { CaseInHand } from "../cases/act-on-case.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { stepAsideAct, whyLast } from "../cases/step-aside.ts";
import { readHandlers } from "../cases/who-acts.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";

const stepAsideForm = z.object({ ...seenFields, words: told(20_000, "Write why you step aside") });

export const loader = forSignedIn(async (visit) => {
  const { portal, viewer } = visit;
  const { offered, ...loaded } = await loadCaseAct(visit, "shut-out", async (hand) => {
    const { kase, today } = hand;
    const without = { personId: viewer.personId, below: false };
    return {
      whyNot: await whyLast(portal.db, hand),
      next: sayNext(hand, (await readHandlers(portal.db, kase.id, today, without)).names),
    };
  });
  return { ...loaded, whyNot: loaded.whyNot ?? offered?.whyNot ?? null, next: offered?.next ?? "" };
});

/** Final: afterwards the case is not there for who stepped aside, and they land on the list without it. */
export const action = forSignedIn(async (visit) => {
  const answer = await sendCaseAct(visit, stepAsideForm, ({ words }, hand, tx) =>
    stepAsideAct(tx, hand, words),
  );
  return answer instanceof Response ? seeOther("/cases?done=stepped-aside") : answer;
});

function sayNext({ capacity }: CaseInHand, names: string[]): string {
  const who = names.join(" or ");
  if (capacity.handles) return `${who} handles it from then on.`;
  return capacity.investigates
    ? `${who}, who handles it, appoints somebody else.`
    : "Another second person is asked.";
}

export default function StepAside() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct
      title="Step aside"
      send="Step aside"
      final="This is final: you will not see this case again, anywhere."
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        Step aside when somebody in it is close to you or at odds with you, or when others could
        have reason to think that you are not impartial. {loaded.next}
      </p>
      <TextAreaField
        name="words"
        label="Why do you step aside?"
        hint="Who handles the case from then on reads it."
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadActAbout } from "../cases/act-about.ts";
import { grieveUntil } from "../cases/case-days.ts";
import { sendCaseAct } from "../cases/case-route.ts";
import { askGrievance, grievable, grieveForm } from "../cases/grieve.ts";
import { clockOf } from "../clock.ts";
import { CaseActAbout } from "../ui/case-act-about.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadActAbout(visit, "grieved", grievable, async (hand, about) => {
    const issuedOn = hand.standing.actOf(about)?.on ?? hand.today;
    const what = grievable(hand).find((one) => one.about === about)?.label ?? "";
    const by = await grieveUntil(visit.portal, issuedOn);
    return { what, issuedOn, by, isClosed: hand.standing.stage === "closed" };
  })),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, grieveForm(today), (value, hand) =>
    askGrievance(visit.portal, value, hand),
  );
});

export default function Grieve() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock } = loaded;
  const asked = loaded.offered?.asked;
  return (
    <CaseActAbout
      title="Record a grievance"
      ask="What is grieved?"
      send="Record the grievance"
      loaded={loaded}
      refusal={refusal}
      final={
        asked?.isClosed ? "The case is closed. Recording a grievance opens it again." : undefined
      }
    >
      {asked ? (
        <>
          <p className="govuk-body">
            <strong>{asked.what}</strong>, issued on <OnDay clock={clock} day={asked.issuedOn} />. A
            grievance filed by <OnDay clock={clock} day={asked.by} isNear /> is in time. A later one
            is recorded too, and marked as late.
          </p>
          <TextField
            name="on"
            kind="date"
            label="On which day was it filed?"
            width={20}
            refusal={refusal}
          />
          <TextAreaField
            name="words"
            label="What is grieved, and what is asked for?"
            rows={6}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseActAbout>
  );
}

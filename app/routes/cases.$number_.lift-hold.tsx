import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { Paragraphs } from "../ui/paragraphs.tsx";
import { OnDay } from "../ui/when.tsx";

const liftForm = z.object({ ...seenFields, words: told(20_000, "Write why it can be lifted") });

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "hold-lifted", async ({ standing: { hold, today } }) => ({
    ...{ on: hold?.on ?? today, by: hold?.by.name ?? "", why: hold?.said?.words ?? "" },
    clock: await clockOf(visit.portal),
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, liftForm, ({ words }, { standing: { hold } }) =>
    hold
      ? [{ act: "hold-lifted", about: hold.number, said: { words } }]
      : { refused: "There is no legal hold" },
  ),
);

export default function LiftHold() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { offered } = loaded;
  return (
    <CaseAct title="Lift the legal hold" send="Lift the hold" loaded={loaded} refusal={refusal}>
      {offered ? (
        <>
          <p className="govuk-body">
            {offered.by} placed it on <OnDay clock={offered.clock} day={offered.on} isNear />:
          </p>
          <div className="govuk-inset-text">
            <Paragraphs text={offered.why} />
          </div>
        </>
      ) : null}
      <TextAreaField name="words" label="Why can it be lifted?" rows={4} refusal={refusal} />
    </CaseAct>
  );
}

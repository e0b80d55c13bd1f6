import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { readResumeDay } from "../cases/resume-day.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { OnDay } from "../ui/when.tsx";

const resumeForm = z.object({ ...seenFields, words: told(20_000) });

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "resumed", async ({ standing }) => ({
    ...(await readResumeDay(visit.portal, standing)),
    pausedOn: standing.pause?.on ?? standing.today,
    clock: await clockOf(visit.portal),
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, resumeForm, async ({ words }, { standing }) => {
    const { pause } = standing;
    if (!pause) return { refused: "The clock runs" };
    const { dueOn } = await readResumeDay(visit.portal, standing);
    const said = words ? { said: { words } } : {};
    return [{ act: "resumed", about: pause.number, dueOn, ...said }];
  }),
);

export default function Resume() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { offered } = loaded;
  return (
    <CaseAct
      title="Let the clock run again"
      send="Let the clock run again"
      loaded={loaded}
      refusal={refusal}
    >
      {offered ? (
        <p className="govuk-body">
          The clock was paused on <OnDay clock={offered.clock} day={offered.pausedOn} isNear />,
          with {offered.left === 1 ? "1 working day" : `${offered.left} working days`} left. When it
          runs again today, the case is to be concluded by{" "}
          <OnDay clock={offered.clock} day={offered.dueOn} isNear />.
        </p>
      ) : null}
      <TextAreaField name="words" label="Why it runs again (optional)" rows={3} refusal={refusal} />
    </CaseAct>
  );
}

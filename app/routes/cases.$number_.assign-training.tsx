import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { askTraining, readRemedialTraining, trainingForm } from "../cases/remedial-training.ts";
import { clockOf } from "../clock.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { SelectField, TextAreaField, TextField } from "../ui/field.tsx";
import { RemedialTrainingList } from "../ui/remedial-training.tsx";

export const loader = forSignedIn(async (visit) => ({
  clock: await clockOf(visit.portal),
  ...(await loadCaseAct(visit, "training-assigned", async ({ file }) => ({
    people: file.respondents.map(({ handle, name }) => ({ value: handle, label: name })),
    tracks: (
      await visit.portal.organization()
    ).tracks.map(({ id, title }) => ({
      ...{ value: id, label: title },
    })),
    assigned: await readRemedialTraining(visit.portal, file),
  }))),
}));

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  return sendCaseAct(visit, trainingForm(today), (value, hand, tx) =>
    askTraining(visit.viewer, visit.portal, tx, value, hand),
  );
});

export default function AssignTraining() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, offered } = loaded;
  const people = offered?.people ?? [];
  return (
    <CaseAct title="Assign training" send="Assign it" loaded={loaded} refusal={refusal}>
      {offered ? (
        <>
          <RemedialTrainingList clock={clock} assigned={offered.assigned} />
          <p className="govuk-body">
            They, their supervisor and everybody else read that Human Resources assigned it. That it
            comes from a case is seen here only.
          </p>
          <SelectField
            name="person"
            label="Who is to do it?"
            options={
              people.length === 1
                ? people
                : [{ value: "", label: "Choose who is to do it" }, ...people]
            }
            refusal={refusal}
          />
          <SelectField
            name="track"
            label="Track"
            options={[{ value: "", label: "Choose a track" }, ...offered.tracks]}
            refusal={refusal}
          />
          <TextField name="due" kind="date" label="To be done by" width={20} refusal={refusal} />
          <TextAreaField
            name="words"
            label="Why?"
            hint="It stays in the case."
            rows={3}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseAct>
  );
}

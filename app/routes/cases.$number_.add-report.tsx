import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { addReportActs, readReportsToAdd } from "../cases/add-report.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { landAfterNaming } from "../cases/land-after-naming.ts";
import { line } from "../form.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextField } from "../ui/field.tsx";

const addForm = z.object({ ...seenFields, report: line("Enter the number of the report", 30) });

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "report-added", async (hand) => ({
    joined: await readReportsToAdd(visit.viewer, visit.portal, hand),
  })),
);

export const action = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const answer = await sendCaseAct(visit, addForm, ({ report }, hand, tx) =>
    addReportActs(viewer, portal, tx, hand, report),
  );
  return landAfterNaming(visit, answer);
});

export default function AddReport() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const joined = loaded.offered?.joined ?? [];
  return (
    <CaseAct
      title="Add a report"
      send="Add the report"
      final="This is final: a report belongs to one case."
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        Its words and its evidence become part of the case, with the reports joined to it. Who has a
        conflict in it has no part in the case from then on. Whom it is about you can name as
        respondents afterwards.
      </p>
      {joined.length > 0 ? (
        <p className="govuk-body">Joined with a report of this case: {joined.join(", ")}</p>
      ) : null}
      <TextField
        name="report"
        label="Number of the report"
        hint="As on its page, such as VR-1A2B-3C4D."
        width={20}
        spellCheck={false}
        value={joined[0]}
        refusal={refusal}
      />
    </CaseAct>
  );
}

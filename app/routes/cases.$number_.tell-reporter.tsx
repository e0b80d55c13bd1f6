import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { suggestedTelling, tellingOfConclusion, tellReporterForm } from "../cases/tell-reporter.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "reporter-told", () => ({ suggested: suggestedTelling })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, tellReporterForm, ({ words }, { kase }) => [
    tellingOfConclusion(visit.viewer, visit.portal, kase, words),
  ]),
);

export default function TellReporter() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct
      title="Tell the reporter that it is concluded"
      send="Send it"
      loaded={loaded}
      refusal={refusal}
      final="The reporter of each report of this case reads it with their receipt code. It cannot be taken back."
    >
      <TextAreaField
        name="words"
        label="What the reporter reads"
        hint="Say only that it is concluded: nothing of what was found, of whom, or of what followed."
        rows={6}
        value={loaded.offered?.suggested}
        refusal={refusal}
      />
    </CaseAct>
  );
}

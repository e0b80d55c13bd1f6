import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";

const holdForm = z.object({ ...seenFields, words: told(20_000, "Write why it has to be kept") });

export const loader = forSignedIn((visit) => loadCaseAct(visit, "held", () => ({})));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, holdForm, ({ words }) => [{ act: "held", said: { words } }]),
);

export default function Hold() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Place a legal hold" send="Place the hold" loaded={loaded} refusal={refusal}>
      <p className="govuk-body">
        While a legal hold is in place, the case cannot be disposed of, however old it is. Nothing
        else changes.
      </p>
      <TextAreaField
        name="words"
        label="Why does it have to be kept?"
        hint="Who asked for it, and in which proceeding."
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}

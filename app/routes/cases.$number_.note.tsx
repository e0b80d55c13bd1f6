import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";

const noteForm = z.object({ ...seenFields, words: told(20_000, "Write your note") });

export const loader = forSignedIn((visit) => loadCaseAct(visit, "noted", () => ({})));

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, noteForm, ({ words }) => [{ act: "noted", said: { words } }]),
);

export default function Note() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <CaseAct title="Write a note" send="Keep the note" loaded={loaded} refusal={refusal}>
      <TextAreaField
        name="words"
        label="What is to be remembered?"
        hint="It stays in the case as it is, with your name and the moment. Everybody who may read the case reads it."
        rows={8}
        refusal={refusal}
      />
    </CaseAct>
  );
}

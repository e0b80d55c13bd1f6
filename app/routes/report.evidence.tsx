import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { receiveEvidence } from "../evidence-files/receive-evidence.ts";
import { readStagedEvidence, removeStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { readForm } from "../form.ts";
import { goOn, openQuestion } from "../intake/form/answer-question.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { evidenceForm, refuseEvidence } from "../intake/form/evidence-form.ts";
import { openDraft } from "../intake/form/open-draft.ts";
import { EvidenceFields } from "../ui/evidence-fields.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft, key } = await openQuestion(visit, "evidence");
  const files = await readStagedEvidence(visit.portal, key);
  return { page, files, pasted: draft.pasted, isAnonymous: draft.kind === "anonymous" };
});

/** Files are kept as they arrive, whichever button was pressed. */
export const action = forAnybodyAtAll(async (visit) => {
  const { portal, request, url } = visit;
  const found = await draftOf(portal, request);
  if (!found) return seeOther("/report?gone=yes");
  if (isSent(found.body)) return seeOther("/report/receipt");
  const { fields, refused } = await receiveEvidence(portal, request, {
    draft: openDraft(portal, found.key),
  });
  const { go, remove } = fields;
  if (remove) await removeStagedEvidence(portal, found.key, remove);
  const posted = new FormData();
  for (const [name, text] of Object.entries(fields)) posted.set(name, text);
  const form = await readForm({ formData: async () => posted }, evidenceForm);
  const typed = "refusal" in form ? form.refusal.typed : { pasted: form.value.pasted };
  const goesBack = go === "back";
  const mayGoOn = refused.length === 0 && !("refusal" in form);
  if (goesBack || (mayGoOn && (go === "add" || remove))) {
    const again = `/report/evidence${url.search}`;
    return goOn(visit, "evidence", {
      goesBack,
      keep: (draft) => ({ ...draft, left: { ...draft.left, evidence: typed } }),
      next: () => again,
    });
  }
  if ("refusal" in form || refused.length > 0) {
    return data(refuseEvidence(typed, refused, "refusal" in form ? form.refusal : null), {
      status: 400,
    });
  }
  return goOn(visit, "evidence", {
    keep: ({ left = {}, ...draft }) => {
      const { evidence: _, ...others } = left;
      return { ...draft, left: others, pasted: form.value.pasted };
    },
  });
});

export default function Evidence() {
  const { page, files, pasted, isAnonymous } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question
      page={page}
      title="What can you show?"
      lead={
        <p className="govuk-body">
          Pictures of the screen are the most useful: posts are often deleted. You can also go on
          without any, and add files later with your receipt code.
        </p>
      }
      isMultipart
      refusal={refusal}
    >
      <EvidenceFields files={files} pasted={pasted} isAnonymous={isAnonymous} refusal={refusal} />
    </Question>
  );
}

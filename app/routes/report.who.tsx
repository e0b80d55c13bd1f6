import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { readForm, refuseForm } from "../form.ts";
import { goOn, openQuestion } from "../intake/form/answer-question.ts";
import {
  changeDraft,
  type DraftReport,
  draftOf,
  isSent,
  newDraft,
} from "../intake/form/draft-report.ts";
import {
  chosenOf,
  idsIn,
  readWhoPage,
  searcherFor,
  subjectsIn,
  whoForm,
} from "../intake/form/who-form.ts";
import { Question } from "../ui/question.tsx";
import { WhoFields } from "../ui/who-fields.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "who");
  return { page, who: await readWhoPage(visit, draft, page.left) };
});

/** Searching and going back keep what was typed; only going on asks for an answer. */
export const action = forAnybodyAtAll(async (visit) => {
  const posted = visit.request.formData();
  const form = await readForm({ formData: () => posted }, whoForm);
  const go = (await posted.catch(() => null))?.get("go");
  const found = await draftOf(visit.portal, visit.request);
  const draft = found && !isSent(found.body) ? found.body : newDraft();
  const viewer = await searcherFor(visit, draft);
  const said = "refusal" in form ? form.refusal.typed : form.value;
  const chosen = await chosenOf(visit, draft, viewer, idsIn(said));
  const typed = {
    chosen: chosen.map(({ personId }) => personId),
    words: [said.words ?? []].flat().join("\n"),
    unknown: said.unknown,
  };
  const keep = (now: DraftReport) => ({ ...now, left: { ...now.left, who: typed } });
  if (go === "back") return goOn(visit, "who", { goesBack: true, keep });
  if (go === "search") {
    const search = new URLSearchParams({ q: [said.q ?? ""].flat().join("").slice(0, 100) });
    if (visit.url.searchParams.get("to") === "check") search.set("to", "check");
    return goOn(visit, "who", { keep, next: () => `/report/who?${search}#q` });
  }
  const read = "refusal" in form ? form : subjectsIn(chosen, form.value);
  if (!("subjects" in read)) {
    // Whom they chose is shown again, and what they searched for is over.
    if (found) await changeDraft(visit.portal, found.key, keep);
    const errors = "refusal" in read ? read.refusal.errors : { words: read.refused };
    return data(refuseForm(typed, errors), { status: 400 });
  }
  return goOn(visit, "who", {
    keep: ({ left = {}, ...now }) => {
      const { who: _, ...others } = left;
      return { ...now, left: others, who: read.subjects };
    },
  });
});

export default function Who() {
  const { page, who } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question page={page} title="Who posted it?" refusal={refusal}>
      <WhoFields who={who} refusal={refusal} />
    </Question>
  );
}

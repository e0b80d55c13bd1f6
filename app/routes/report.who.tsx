import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
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
  if ("refusal" in form) {
    if (go !== "back") return data(form, { status: 400 });
    const { typed } = form.refusal;
    return goOn(visit, "who", { goesBack: true, keep: (now) => leave(now, typed) });
  }
  const chosen = await chosenOf(visit, draft, viewer, form.value.person);
  const typed = {
    person: chosen.map(({ personId }) => personId),
    words: form.value.words.join("\n"),
    unknown: form.value.unknown,
  };
  const keep = (now: DraftReport) => leave(now, typed);
  if (go === "search") {
    const search = new URLSearchParams({ q: form.value.q?.slice(0, 100) ?? "" });
    if (visit.url.searchParams.get("to") === "check") search.set("to", "check");
    return goOn(visit, "who", { keep, next: () => `/report/who?${search}#q` });
  }
  if (go === "back") return goOn(visit, "who", { goesBack: true, keep });
  const read = subjectsIn(chosen, form.value);
  if ("refused" in read) {
    // Whom they chose is shown again, and what they searched for is over.
    if (found) await changeDraft(visit.portal, found.key, keep);
    return data(refuseForm(typed, { words: read.refused }), { status: 400 });
  }
  return goOn(visit, "who", {
    keep: ({ left = {}, ...now }) => {
      const { who: _, ...others } = left;
      return { ...now, left: others, who: read.subjects };
    },
  });
});

function leave(draft: DraftReport, typed: FormRefusal["typed"]): DraftReport {
  return { ...draft, left: { ...draft.left, who: typed } };
}

export default function Who() {
  const { page, who } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  return (
    <Question page={page} title="Who posted it?" refusal={refusal}>
      <WhoFields who={who} refusal={refusal} />
    </Question>
  );
}

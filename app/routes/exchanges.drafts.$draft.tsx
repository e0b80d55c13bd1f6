import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { answerLogForm } from "../exchanges/log/answer-log-form.ts";
import { openLogDraft, readLoggedNumber } from "../exchanges/log/log-draft.ts";
import { readDraftPage } from "../exchanges/log/log-page.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { LogExchange } from "../ui/log-exchange.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, params, url } = visit;
  const id = params.draft ?? "";
  const draft = await openLogDraft(viewer, portal, id);
  if (draft) {
    const saved = url.searchParams.get("saved");
    const form = await readDraftPage(viewer, portal, draft);
    if (form.target?.request) await noteOpening(visit, form.target.request.number);
    return { form, isSaved: saved === "yes" };
  }
  const number = await readLoggedNumber(viewer, portal.db, id);
  throw number ? seeOther(`/exchanges/${number}`) : notFound();
});

export const action = forAdviser(async ({ viewer, portal, params, request, url }) => {
  const id = params.draft ?? "";
  const answer = await answerLogForm(viewer, portal, { id, request, url });
  if ("notFound" in answer) throw notFoundWith(answer.notFound);
  if ("logged" in answer) return seeOther(`/exchanges/${answer.logged}?done=logged`);
  if ("refusal" in answer) return data({ refusal: answer.refusal }, { status: answer.status });
  const path = `/exchanges/drafts/${id}`;
  return seeOther(answer.saved === "saved" ? `${path}?saved=yes` : `${path}#pictures`);
});

export default function LogDraftPage() {
  const { form, isSaved } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return <LogExchange page={form} isSaved={isSaved} refusal={refusal} />;
}

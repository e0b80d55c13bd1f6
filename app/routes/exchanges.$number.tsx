import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAdviser, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { answerAdvice } from "../exchanges/act-as-adviser.ts";
import { answerForm } from "../exchanges/adviser-forms.ts";
import { readExchangePage } from "../exchanges/exchange-page.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { readForm, refuseForm } from "../form.ts";
import { carriedReceipt } from "../intake/handed-receipt.ts";
import { AdviserActs } from "../ui/adviser-acts.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ExchangeHead } from "../ui/exchange-head.tsx";
import { ExchangeReport } from "../ui/exchange-report.tsx";
import { ExchangeThread } from "../ui/exchange-thread.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forAdviser(async (visit) => {
  const { viewer, portal, request, url, params } = visit;
  const page = await readExchangePage(viewer, portal, params.number ?? "");
  if (!page) throw notFound();
  await noteOpening(visit, page.number);
  const done = url.searchParams.get("done") ?? "";
  const hasCode = carriedReceipt(viewer, portal, request.headers.get("Cookie")) !== null;
  return { ...page, hasCode, formId: randomUUID(), done: bannerWords[done] ?? null };
});

export const action = forAdviser(async ({ viewer, portal, request, params }) => {
  const number = params.number ?? "";
  const form = await readForm(request, answerForm);
  if ("refusal" in form) {
    // Before anything is said about the form: to whom the exchange is not there, nothing is.
    const page = await readExchangePage(viewer, portal, number);
    if (!page) throw notFoundWith(String(form.refusal.typed.words ?? ""));
    return data(form, { status: 400 });
  }
  const done = await answerAdvice(viewer, portal, number, form.value);
  if (!done) throw notFoundWith(form.value.words);
  if ("refused" in done) {
    const { words, formId } = form.value;
    return data(refuseForm({ words, formId }, { form: done.refused }), { status: 409 });
  }
  return seeOther(`/exchanges/${number}?done=answered`);
});

const bannerWords: Record<string, string> = {
  answered: "Your answer is there to be read.",
  logged: "The exchange is logged.",
  closed: "The exchange is closed, and stays with you.",
  "followed-up": "What became of it is kept.",
};

export default function Exchange() {
  const { formId, done, hasCode, ...page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={`Exchange of ${page.person.name}`}
      caption={page.number}
      back={{ to: "/exchanges", label: "Exchanges" }}
      failed={Boolean(refusal)}
      wide
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <ExchangeHead page={page} />
      <ExchangeThread page={page} formId={formId} refusal={refusal} />
      {page.report ? (
        <section aria-labelledby="log">
          <h2 className="govuk-heading-m govuk-!-margin-top-6" id="log">
            Exchange report
          </h2>
          <ExchangeReport
            clock={page.clock}
            report={page.report}
            evidence={page.evidence}
            path={`/exchanges/${page.number}/evidence`}
          />
        </section>
      ) : null}
      <AdviserActs page={page} hasCode={hasCode} />
    </Page>
  );
}

import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, notFoundWith, seeOther } from "../auth/guard.ts";
import { readKeptOfNotices } from "../cases/kept-words.ts";
import { answerNotice, grieveOwn, ownForm } from "../cases/own-acts.ts";
import { readOwnNotice } from "../cases/own-notice.ts";
import { readWhatIsAnswered } from "../cases/own-notices.ts";
import { receiveEvidence } from "../evidence-files/receive-evidence.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import { CaseLetter } from "../ui/case-letter.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { Answered, AnswerForm } from "../ui/own-answer.tsx";
import { Grievance } from "../ui/own-grievance.tsx";
import { Alleged, NoticeHead } from "../ui/own-notice.tsx";
import { ownTitles } from "../ui/own-notice-words.ts";
import { Page } from "../ui/page.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";

export const loader = forSignedIn(async (visit) => {
  const { portal, params, url } = visit;
  const own = await readOwnNotice(visit, params.reference ?? "");
  if (!own) throw notFound();
  return {
    own,
    kept: await readKeptOfNotices(portal),
    organization: (await portal.organization()).name,
    done: doneWords[url.searchParams.get("done") ?? ""] ?? null,
    formId: randomUUID(),
  };
});

/** Takes an answer with its files, or a grievance. Files are kept as they arrive, also where the words are refused. */
export const action = forSignedIn(async ({ viewer, portal, params, request }) => {
  const reference = params.reference ?? "";
  const own = await readWhatIsAnswered(viewer, portal, reference);
  const received = await receiveEvidence(
    portal,
    request,
    own?.takesFiles
      ? { holder: own.kase, by: viewer.personId, isOnce: true }
      : { nowhere: "was not kept: nothing can be added here" },
  );
  const { words = "" } = received.fields;
  if (!own) throw words ? notFoundWith(words) : notFound();
  const arrived = received.arrived.map(({ name }) => name);
  const again = ({ refusal }: { refusal: FormRefusal }, status: number) =>
    data({ refusal, arrived }, { status });
  const form = await readForm({ formData: async () => formOf(received.fields) }, ownForm);
  const errors = errorsOf(received.refused);
  if ("refusal" in form) {
    const { typed, errors: others } = form.refusal;
    return again(refuseForm(typed, { ...others, ...errors }), 400);
  }
  if (Object.keys(errors).length > 0) return again(refuseForm(received.fields, errors), 400);
  const done = await (own.of === "noticed" ? answerNotice : grieveOwn)(
    viewer,
    portal,
    reference,
    form.value,
  );
  if (!done) throw notFoundWith(words);
  if ("refused" in done) {
    const { refused, field = "form" } = done;
    return again(refuseForm(received.fields, { [field]: refused }), field === "form" ? 409 : 400);
  }
  const to = `/my-notices/${reference.toUpperCase()}`;
  return seeOther(`${to}?done=${own.of === "noticed" ? "answered" : "grieved"}`);
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** A sentence for each file that was refused, beside the field for files. */
const errorsOf = (refused: { sentence: string }[]): Record<string, string> =>
  Object.fromEntries(
    refused.map(({ sentence }, index) => [index === 0 ? "file" : `file-${index + 1}`, sentence]),
  );

const doneWords: Record<string, string> = {
  answered: "Your answer is sent. You find it below.",
  grieved: "Your grievance is filed. You find it below.",
};

export default function MyNotice() {
  const { own, kept, organization, done, formId } = useLoaderData<typeof loader>();
  const { refusal, arrived = [] } = useActionData<typeof action>() ?? {};
  const { clock, notice } = own;
  return (
    <Page
      title={ownTitles[own.of]}
      caption={own.caseNumber}
      back={{ to: "/my-notices", label: "My notices" }}
      failed={Boolean(refusal)}
    >
      <div className="no-print">
        <ErrorSummary refusal={refusal} />
        {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
        {notice ? (
          <>
            <NoticeHead own={own} />
            <Alleged clock={clock} allegations={notice.allegations} />
            <Answered own={own} />
            <AnswerForm {...{ own, formId, refusal, arrived }} />
            <WhatIsKept kept={kept} />
            <h2 className="govuk-heading-m" id="letter">
              The letter
            </h2>
          </>
        ) : null}
      </div>
      <CaseLetter organization={organization} letter={own.letter} />
      <div className="no-print">
        <p className="govuk-body">
          To print the letter, choose Print in the menu of your browser: it comes on paper alone.
        </p>
        <Grievance {...{ own, formId, refusal }} />
        {notice ? null : <WhatIsKept kept={kept} />}
      </div>
    </Page>
  );
}

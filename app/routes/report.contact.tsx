import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { line } from "../form.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { told } from "../intake/form/told.ts";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { Question } from "../ui/question.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "contact");
  const viewer = await visit.whoIsSignedIn();
  const { kept } = await readReportWords(visit.portal);
  const signedInAs = viewer && fullName(viewer);
  return { page, contact: draft.contact, isNamed: draft.kind === "named", signedInAs, kept };
});

const address = "Enter an e-mail address, such as name@example.org, or leave it empty";
const phone = "Enter a phone number, or leave it empty";
const answer = z.object({
  name: line("Enter your name"),
  email: line(address)
    .refine((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), address)
    .optional(),
  phone: line(phone, 60).optional(),
  reach: told(1000),
});

export const action = forAnybodyAtAll(async (visit) => {
  const found = await draftOf(visit.portal, visit.request);
  const isAsked = found && !isSent(found.body) && found.body.kind !== "anonymous";
  const viewer = isAsked ? await visit.whoIsSignedIn() : null;
  return answerQuestion(
    visit,
    "contact",
    answer,
    (draft, { name, email = "", phone = "", reach }) => {
      // Of an anonymous reporter nothing about the person is kept; before that was asked, only as typed.
      if (draft.kind === "anonymous") return draft;
      if (!draft.kind) {
        return { ...draft, left: { ...draft.left, contact: { name, email, phone, reach } } };
      }
      const contact = { personId: viewer?.personId ?? null, name, email, phone, reach };
      return { ...draft, contact };
    },
  );
});

export default function Contact() {
  const { page, contact, isNamed, signedInAs, kept } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const given = refusal
    ? undefined
    : (contact ?? { name: signedInAs ?? "", email: "", phone: "", reach: "" });
  return (
    <Question
      page={page}
      title="Who are you, and how can we reach you?"
      lead={
        <>
          <p className="govuk-body">
            {isNamed
              ? "Whoever looks into the report sees this."
              : "Only those who handle reports see this."}{" "}
            Your receipt code also brings you back to the report, so your name alone is enough.
          </p>
          {signedInAs ? (
            <p className="govuk-body">
              In this browser {signedInAs} is signed in (this form does not show it), and the report
              is noted as theirs. If you are somebody else,{" "}
              <a className="govuk-link" href="/sign-out">
                sign out first
              </a>
              , then come back to this form: your answers are kept.
            </p>
          ) : null}
        </>
      }
      refusal={refusal}
    >
      <WhatIsKept kept={kept} />
      <TextField
        name="name"
        label="Your name"
        value={given?.name ?? ""}
        autoComplete="name"
        spellCheck={false}
        refusal={refusal}
      />
      <TextField
        name="email"
        label="E-mail address (optional)"
        value={given?.email ?? ""}
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        refusal={refusal}
      />
      <TextField
        name="phone"
        label="Phone number (optional)"
        value={given?.phone ?? ""}
        autoComplete="tel"
        width={20}
        refusal={refusal}
      />
      <TextAreaField
        name="reach"
        label="Anything else about reaching you (optional)"
        hint="For example good times to call, a language, or what makes it easier for you."
        rows={3}
        value={given?.reach}
        refusal={refusal}
      />
    </Question>
  );
}

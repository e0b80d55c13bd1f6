import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { Warning } from "./warning.tsx";

/** The page of one act on a case: its form, or the sentence why it cannot be done now. */
export function CaseAct({
  title,
  send,
  final,
  loaded: { number, seen, formId, whyNot },
  refusal,
  children,
}: {
  title: string;
  /** What the button says. */
  send: string;
  /** What is final about it, said before. */
  final?: string;
  loaded: { number: string; seen: number; formId: string; whyNot: string | null };
  refusal: FormRefusal | undefined;
  children: ReactNode;
}) {
  return (
    <Page
      title={title}
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          <SeenFields formId={formId} seen={seen} refusal={refusal} />
          {children}
          {final ? <Warning>{final}</Warning> : null}
          <SendButton>{send}</SendButton>
        </form>
      )}
    </Page>
  );
}

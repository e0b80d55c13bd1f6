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
  above,
  also,
  loaded: { number, seen, formId, whyNot },
  refusal,
  children,
}: {
  title: string;
  /** What the button says. */
  send: string;
  /** What is final about it, said before. */
  final?: string;
  /** What stands above the form, with a form of its own: a search. */
  above?: ReactNode;
  /** Buttons after the one that sends. */
  also?: ReactNode;
  loaded: { number: string; seen: number; formId: string; whyNot: string | null };
  refusal: FormRefusal | undefined;
  children: ReactNode;
}) {
  return (
    <Page
      title={title}
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      failed={Object.keys(refusal?.errors ?? {}).length > 0}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <>
          {above}
          <form method="post" noValidate>
            <SeenFields formId={formId} seen={seen} refusal={refusal} />
            {children}
            {final ? <Warning>{final}</Warning> : null}
            <div className="govuk-button-group">
              <SendButton>{send}</SendButton>
              {also}
            </div>
          </form>
        </>
      )}
    </Page>
  );
}

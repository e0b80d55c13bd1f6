import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import type { QuestionPage } from "../intake/form/answer-question.ts";
import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";

/** One question of a report on a page of its own, with the ways on, back and out. */
export function Question({
  page: { progress, action, beganAgain },
  title,
  lead,
  isMultipart = false,
  refusal,
  children,
}: {
  page: QuestionPage;
  title: string;
  /** What a reporter should know before answering. */
  lead?: ReactNode;
  /** A long text arrives shorter so; files arrive in no other way. */
  isMultipart?: boolean;
  refusal: FormRefusal | null | undefined;
  children: ReactNode;
}) {
  return (
    <Page title={title} caption={progress} failed={Object.keys(refusal?.errors ?? {}).length > 0}>
      <ErrorSummary refusal={refusal} />
      {beganAgain ? (
        <div className="govuk-inset-text">
          What you had written is no longer kept on this device, so the questions begin again. Your
          last answer is kept, and is shown when you come to it.
        </div>
      ) : null}
      {lead}
      <form
        method="post"
        action={action}
        encType={isMultipart ? "multipart/form-data" : undefined}
        noValidate
      >
        {children}
        <div className="govuk-button-group">
          <SendButton>Continue</SendButton>
          <button
            type="submit"
            name="go"
            value="back"
            className="govuk-button govuk-button--secondary"
          >
            Back
          </button>
        </div>
      </form>
      <p className="govuk-body-s quiet">
        You can stop here and go on within 24 hours, on this device.{" "}
        <a className="govuk-link" href="/report/delete">
          Delete what I typed
        </a>
      </p>
    </Page>
  );
}

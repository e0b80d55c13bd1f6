import type { FormRefusal } from "../form.ts";
import { ErrorSummary, SendButton, TextAreaField, TextField } from "./field.tsx";
import { Page } from "./page.tsx";

/**
 * Asks for a receipt code. `ended` says that a report was open here before; with `unsent` what somebody had
 * written by then stands below, and is sent with the code.
 */
export function EnterReceiptCode({
  ended = false,
  unsent,
  refusal,
}: {
  ended?: boolean;
  unsent?: { words: string; formId: string } | undefined;
  refusal?: FormRefusal | null | undefined;
}) {
  return (
    <Page
      title="Come back to your report"
      back={{ to: "/report", label: "Report a violation" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {ended ? (
        <div className="govuk-inset-text" role="status">
          Your report was closed, because half an hour went by since your last page. Enter your code
          to open it again.
          {unsent ? " What you wrote stands below, and is sent once the code is right." : null}
        </div>
      ) : (
        <p className="govuk-body">
          With the code you saved when you sent your report you see what became of it, read what was
          written to you, and can write back or add evidence. Nobody asks who you are.
        </p>
      )}
      <form method="post" action="/report/follow-up" noValidate>
        <TextField
          name="code"
          label="Receipt code"
          hint="24 letters and digits in six groups. Spaces, dashes and small letters do not matter."
          autoComplete="off"
          spellCheck={false}
          width={30}
          refusal={refusal}
        />
        {unsent ? (
          <>
            <input type="hidden" name="formId" value={unsent.formId} />
            <TextAreaField
              name="words"
              label="Your message"
              refusal={{ typed: { words: unsent.words }, errors: {} }}
            />
          </>
        ) : null}
        <SendButton>
          {unsent ? "Open the report and send the message" : "Open the report"}
        </SendButton>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/privacy#report">
          What is kept of a report, why, and who may see it
        </a>
      </p>
      <h2 className="govuk-heading-s">If you no longer have the code</h2>
      <p className="govuk-body">
        It cannot be found again: of the code only a scrambled form is kept, and of an anonymous
        report nothing that leads to you. Your report is read all the same. You can{" "}
        <a className="govuk-link" href="/report">
          send another
        </a>{" "}
        and say in it that you add to an earlier one.
      </p>
    </Page>
  );
}

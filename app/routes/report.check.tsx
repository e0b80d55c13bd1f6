import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { carriedDraftKey, keepDraftKey } from "../intake/draft.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { chosenRules } from "../intake/form/finished-report.ts";
import { addressOf, firstUnanswered } from "../intake/form/questions.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { sendReport } from "../intake/form/send-report.ts";
import { CheckedReport } from "../ui/checked-report.tsx";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAnybodyAtAll(async ({ portal, request }) => {
  const found = await draftOf(portal, request);
  if (!found) throw seeOther("/report?gone=yes");
  const { body: draft, key } = found;
  if (isSent(draft)) throw seeOther("/report/receipt");
  const question = firstUnanswered(draft);
  if (question) throw seeOther(addressOf(question));
  const { settings } = await readReportWords(portal);
  const { formId: _, code: _code, left: _left, ...answered } = draft;
  return {
    draft: answered,
    clock: await clockOf(portal),
    rules: chosenRules(draft, settings).map(({ says }) => says),
    files: await readStagedEvidence(portal, key),
    days: settings.acknowledgeWithin,
  };
});

/** Sent twice, the second finds the first one's code. */
export const action = forAnybodyAtAll(async ({ portal, request }) => {
  const key = carriedDraftKey(request.headers.get("Cookie"));
  if (!key) return seeOther("/report?gone=yes");
  if (!(await sendReport(portal, key))) return seeOther("/report/check");
  return seeOther("/report/receipt", { "Set-Cookie": keepDraftKey(key, portal.publicUrl) });
});

export default function Check() {
  const { draft, clock, rules, files } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Check your answers before you send the report"
      back={{
        to: addressOf(draft.kind === "anonymous" ? "evidence" : "contact"),
        label: "Back to the last question",
      }}
    >
      <CheckedReport draft={draft} clock={clock} rules={rules} files={files} />
      <Warning>
        Once it is sent, what stands here cannot be changed. You can add to it with your receipt
        code.
      </Warning>
      <p className="govuk-body">
        By sending it you say that you believe what you wrote. The next page shows your receipt
        code: have something ready to write it down.
      </p>
      <form method="post" action="/report/check">
        <SendButton>Send the report</SendButton>
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

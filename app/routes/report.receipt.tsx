import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { readForm } from "../form.ts";
import { dropDraftKey, removeDraft } from "../intake/draft.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { writeReceiptCode } from "../intake/receipt-code.ts";
import { CheckField } from "../ui/check-field.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forAnybodyAtAll(async ({ portal, request }) => {
  const found = await draftOf(portal, request);
  if (!found) throw seeOther("/report");
  if (!isSent(found.body)) throw seeOther("/report/check");
  const address = new URL("/report/follow-up", portal.publicUrl).href;
  return { code: writeReceiptCode(found.body.code), address };
});

const answer = z.object({
  saved: z.literal("yes", { error: "Save the code first, then tick that you have" }),
});

/** The code is forgotten here: from now on only its reporter has it. */
export const action = forAnybodyAtAll(async ({ portal, request }) => {
  const found = await draftOf(portal, request);
  if (!found) return seeOther("/report/done");
  if (!isSent(found.body)) return seeOther("/report/check");
  const form = await readForm(request, answer);
  if ("refusal" in form) return data(form, { status: 400 });
  await removeDraft(portal.db, found.key);
  return seeOther("/report/done", { "Set-Cookie": dropDraftKey(portal.publicUrl) });
});

export default function ReceiptCode() {
  const { code, address } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page title="Your report is sent" failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body-l">Save your receipt code now: it is shown only here.</p>
      <div className="card">
        <p className="govuk-body handed-code">
          Receipt code
          <br />
          <strong className="mono receipt-code">{code}</strong>
        </p>
        <p className="govuk-body">
          With it you read answers, write messages and add evidence, at{" "}
          <span className="mono">{address}</span>. Capital letters and dashes do not matter.
        </p>
      </div>
      <ul className="govuk-list govuk-list--bullet no-print">
        <li>Write it down, copy it, take a picture of it or print this page.</li>
        <li>
          Keep it where only you can find it: whoever has the code reads what you and the City write
          to each other.
        </li>
      </ul>
      <Warning>
        Nobody can look the code up again, not even the City. It stays on this page until you say
        that you saved it, and for 24 hours at most, in this browser.
      </Warning>
      <form method="post" action="/report/receipt" className="no-print" noValidate>
        <CheckField name="saved" label="I have saved the code" refusal={refusal} />
        <SendButton>Go on, and forget the code here</SendButton>
      </form>
    </Page>
  );
}

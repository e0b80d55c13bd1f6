import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forReportHandler, seeOther, type Visit } from "../auth/guard.ts";
import { readForm } from "../form.ts";
import { carriedReceipt, dropReceipt } from "../intake/handed-receipt.ts";
import { writeReceiptCode } from "../intake/receipt-code.ts";
import { CheckField } from "../ui/check-field.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ReceiptCard } from "../ui/receipt-card.tsx";

export const loader = forReportHandler(async (visit) => {
  const receipt = receiptOf(visit);
  if (!receipt) throw seeOther("/reports");
  const { number, code, isForAnother } = receipt;
  const followUp = new URL("/report/follow-up", visit.portal.publicUrl).href;
  return { number, code: isForAnother ? null : writeReceiptCode(code), followUp };
});

const handed = z.object({
  handed: z.literal("yes", {
    error: "Hand the code over first, then tick the box: it cannot be shown again",
  }),
});

export const action = forReportHandler(async (visit) => {
  const receipt = receiptOf(visit);
  if (!receipt) return seeOther("/reports");
  const form = await readForm(visit.request, handed);
  if ("refusal" in form) return data(form, { status: 400 });
  const to = receipt.isForAnother ? "/reports" : `/reports/${receipt.number}?done=filed`;
  return seeOther(to, { "Set-Cookie": dropReceipt(visit.portal.publicUrl, "/reports") });
});

export default function HandOverReceipt() {
  const { number, code, followUp } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={code === null ? "The report is filed" : "Hand over the receipt code"}
      caption={number}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {code === null ? (
        <>
          <p className="govuk-body-l">The report is filed, and goes to another person.</p>
          <p className="govuk-body">
            It is about you or somebody above you, or names one of you. You do not see it in your
            list, and its receipt code is not shown to you. Tell the reporter that whoever takes it
            on gets in touch, if they left a way to reach them.
          </p>
        </>
      ) : (
        <>
          <p className="govuk-body-l">
            The report is filed. Read the code out, or print this page for the reporter: it is shown
            now and never again.
          </p>
          <ReceiptCard code={code} number={number} followUp={followUp} />
        </>
      )}
      <form method="post" noValidate className="no-print">
        <CheckField
          name="handed"
          label={
            code === null
              ? "I have told the reporter"
              : "The reporter has the code, or does not want it"
          }
          refusal={refusal}
        />
        <SendButton>Go on</SendButton>
      </form>
    </Page>
  );
}

function receiptOf({ viewer, portal, request }: Visit) {
  return carriedReceipt(viewer, portal, request.headers.get("Cookie"));
}

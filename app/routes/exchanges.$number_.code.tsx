import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAdviser, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { openExchange } from "../exchanges/open-exchange.ts";
import { readForm } from "../form.ts";
import { carriedReceipt, dropReceipt } from "../intake/handed-receipt.ts";
import { writeReceiptCode } from "../intake/receipt-code.ts";
import { CheckField } from "../ui/check-field.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { ReceiptCard } from "../ui/receipt-card.tsx";

export const loader = forAdviser(async (visit) => {
  const { path, number, receipt } = await passedOn(visit);
  if (!receipt) throw seeOther(path);
  const followUp = new URL("/report/follow-up", visit.portal.publicUrl).href;
  return { number, report: receipt.number, code: writeReceiptCode(receipt.code), followUp };
});

const kept = z.object({
  kept: z.literal("yes", {
    error: "Write the code down first, then tick the box: after that it cannot be shown again",
  }),
});

export const action = forAdviser(async (visit) => {
  const { path, receipt } = await passedOn(visit);
  if (!receipt) return seeOther(path);
  const form = await readForm(visit.request, kept);
  if ("refusal" in form) return data(form, { status: 400 });
  return seeOther(path, { "Set-Cookie": dropReceipt(visit.portal.publicUrl, path) });
});

export default function KeepReceipt() {
  const { number, report, code, followUp } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="It is passed to Human Resources"
      caption={`Report ${report}`}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body-l">
        {number} is a violation report now, and you are its reporter. Write the receipt code down,
        or print this page: it is shown until you tick that you have it, at most half an hour.
      </p>
      <ReceiptCard code={code} number={report} followUp={followUp} isOwn />
      <p className="govuk-body">
        The employee reads that it was passed on. They do not get the code, and do not see what
        becomes of the report.
      </p>
      <form method="post" noValidate className="no-print">
        <CheckField name="kept" label="I have the code, or do not want it" refusal={refusal} />
        <SendButton>Go on</SendButton>
      </form>
    </Page>
  );
}

async function passedOn({ viewer, portal, request, params }: Visit) {
  const exchange = await openExchange(viewer, portal, params.number ?? "");
  if (!exchange) throw notFound();
  const { number } = exchange;
  const receipt = carriedReceipt(viewer, portal, request.headers.get("Cookie"));
  return { number, path: `/exchanges/${number}`, receipt };
}

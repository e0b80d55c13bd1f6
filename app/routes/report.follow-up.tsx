import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { messageWords, writeToOffice } from "../intake/messages.ts";
import { openOwnReport } from "../intake/open-report.ts";
import { keepOwnReport } from "../intake/own-report-cookie.ts";
import { proveReceiptCode } from "../intake/prove-receipt-code.ts";
import { EnterReceiptCode } from "../ui/enter-receipt-code.tsx";

export const loader = forAnybodyAtAll(async () => null);

/** The code, and a message that was written when the page it stood on had ended. */
const words = z.object({
  code: line("Enter your receipt code", 200),
  words: messageWords.optional(),
  formId: z.uuidv4().optional(),
});

export const action = forAnybodyAtAll(async ({ portal, request, clientAddress }) => {
  const form = await readForm(request, words);
  if ("refusal" in form) return data({ ...form, unsent: unsentOf(form.refusal.typed) }, 400);
  const { code, ...unsent } = form.value;
  const from = { address: clientAddress, hungUp: request.signal };
  const proved = await proveReceiptCode(portal, code, from);
  if ("refused" in proved) {
    const { refusal } = refuseForm({ code }, { code: proved.refused });
    return data({ refusal, unsent: unsentOf(unsent) }, proved.status);
  }
  const report = await openOwnReport(portal, proved.reportId);
  const message = unsentOf(unsent);
  if (!report) {
    const gone =
      "Nothing more can be read or written here: this report was kept as long as its rule says";
    return data({ ...refuseForm({ code }, { code: gone }), unsent: message }, 410);
  }
  if (message) await writeToOffice(portal, report, message);
  return seeOther(`/report/follow-up/report${message ? "?done=written#done" : ""}`, {
    "Set-Cookie": keepOwnReport(portal, proved.reportId),
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function FollowUp() {
  const refused = useActionData<typeof action>();
  return (
    <EnterReceiptCode
      ended={Boolean(refused?.unsent)}
      unsent={refused?.unsent}
      refusal={refused?.refusal}
    />
  );
}

function unsentOf({ words, formId }: { [field: string]: string | string[] | undefined }) {
  return typeof words === "string" && typeof formId === "string" ? { words, formId } : undefined;
}

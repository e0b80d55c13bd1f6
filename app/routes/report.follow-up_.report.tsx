import { randomUUID } from "node:crypto";
import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readForm } from "../form.ts";
import { messageWords, writeToOffice } from "../intake/messages.ts";
import { readOwnEvidence, readOwnReport } from "../intake/own-report.ts";
import { visitedReport } from "../intake/visited-report.ts";
import { EnterReceiptCode } from "../ui/enter-receipt-code.tsx";
import { OwnReportPage } from "../ui/own-report-page.tsx";

const doneWords: Record<string, string> = {
  written: "Your message was sent.",
  added: "Your evidence was added.",
};

export const loader = forAnybodyAtAll(async (visit) => {
  const { portal, url } = visit;
  const visited = await visitedReport(visit);
  if (!visited.report) return data({ own: null, ended: visited.ended });
  const { report, headers } = visited;
  const organization = await portal.organization();
  const ask = organization.contacts.find(({ id }) => id === organization.reports?.ask);
  const evidence = await readOwnEvidence(portal, report);
  const own = {
    ...(await readOwnReport(portal, report)),
    number: report.number,
    isAnonymous: report.kind === "anonymous",
    evidence,
    office: organization.name,
    ask: ask?.title ?? organization.name,
    clock: await clockOf(portal),
    formId: randomUUID(),
    done: doneWords[url.searchParams.get("done") ?? ""] ?? null,
  };
  return data({ own, ended: false }, { headers });
});

const words = z.object({ words: messageWords, formId: z.uuidv4() });

export const action = forAnybodyAtAll(async (visit) => {
  const form = await readForm(visit.request, words);
  if ("refusal" in form) return data({ ...form, unsent: undefined }, 400);
  const visited = await visitedReport(visit);
  // Nothing is lost: the page asks for the code, and keeps what was written.
  if (!visited.report) return data({ refusal: null, unsent: form.value }, 403);
  await writeToOffice(visit.portal, visited.report, form.value);
  return seeOther("/report/follow-up/report?done=written#done", visited.headers);
});

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function OwnReport() {
  const { own, ended } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return own ? (
    <OwnReportPage own={own} refusal={answer?.refusal} />
  ) : (
    <EnterReceiptCode ended={ended || Boolean(answer?.unsent)} unsent={answer?.unsent} />
  );
}

import { data, type HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { receiveEvidence } from "../evidence-files/receive-evidence.ts";
import { readOwnEvidence } from "../intake/own-report.ts";
import { visitedReport } from "../intake/visited-report.ts";
import { AddOwnEvidence } from "../ui/add-own-evidence.tsx";
import { EnterReceiptCode } from "../ui/enter-receipt-code.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const visited = await visitedReport(visit);
  if (!visited.report) return data({ names: null, ended: visited.ended });
  const { report, headers } = visited;
  const evidence = await readOwnEvidence(visit.portal, report);
  return data({ names: evidence, ended: false }, { headers });
});

/** Whose cookie ended sends a file in vain: nothing of it is read. */
export const action = forAnybodyAtAll(async (visit) => {
  const { portal, request } = visit;
  const visited = await visitedReport(visit);
  if (!visited.report) return data({ arrived: [], refused: [], isNothing: false }, 403);
  const received = await receiveEvidence(portal, request, { holder: visited.report, by: null });
  const { arrived, refused } = received;
  if (refused.length === 0 && arrived.length > 0) {
    return seeOther("/report/follow-up/report?done=added#done", visited.headers);
  }
  const isNothing = arrived.length === 0 && refused.length === 0;
  return data({ arrived: arrived.map(({ name }) => name), refused, isNothing }, 400);
});

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Evidence() {
  const { names, ended } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return names ? (
    <AddOwnEvidence names={names} answer={answer} />
  ) : (
    <EnterReceiptCode ended={ended || answer !== undefined} />
  );
}

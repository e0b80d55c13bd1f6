import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { forRole, notFound } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readOneRecord } from "../ledger/one-record.ts";
import { Page } from "../ui/page.tsx";
import { ProofSteps } from "../ui/proof-steps.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("auditor", async ({ viewer, portal, params }) => {
  const record = await readOneRecord(viewer, portal, params.record ?? "");
  if (!record) throw notFound();
  return { clock: await clockOf(portal), ...record };
});

export default function RecordPage() {
  const { clock, sentence, isPrivate, actedAt, seal, position, leaf, body, proof } =
    useLoaderData<typeof loader>();
  const rows: [string, ReactNode][] = [
    ["What happened", sentence],
    ["When", actedAt ? <AtMoment key="at" clock={clock} at={actedAt} /> : "Not shown"],
    ["Seal", seal === null ? "Not sealed yet" : seal],
    ["Position", position === null ? "None yet" : position],
    [
      "Hash of the leaf",
      <span key="leaf" className="mono">
        {leaf}
      </span>,
    ],
  ];
  return (
    <Page title="Record of the ledger" back={{ to: "/ledger", label: "Ledger" }}>
      <SummaryList rows={rows} />
      {isPrivate ? (
        <div className="govuk-inset-text">
          This record is private. Who did it, about whom, when and its facts are not shown to those
          who read the ledger. Its hash proves that it was not changed.
        </div>
      ) : null}
      {body === null ? null : (
        <>
          <h2 className="govuk-heading-m">The record, byte for byte</h2>
          <pre className="mono bytes">{body}</pre>
        </>
      )}
      {proof ? (
        <ProofSteps leaf={leaf} proof={proof} isPrivate={isPrivate} />
      ) : (
        <div className="govuk-inset-text">
          <strong>Not sealed yet.</strong> The proof is ready in a few seconds: open this page
          again.
        </div>
      )}
    </Page>
  );
}

import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { listEvidence } from "../evidence-files/list-evidence.ts";
import { receiveEvidence } from "../evidence-files/receive-evidence.ts";
import { refuseReceived } from "../evidence-files/refuse-received.ts";
import { openReport } from "../intake/open-report.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { EvidenceField } from "../ui/evidence-field.tsx";
import { EvidenceList } from "../ui/evidence-list.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params, url }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const added = url.searchParams.get("added") ?? "";
  return {
    clock: await clockOf(portal),
    number: report.number,
    files: await listEvidence(portal, portal.db, report),
    added: /^[1-9]\d?$/.test(added) ? Number(added) : 0,
  };
});

export const action = forReportHandler(async ({ viewer, portal, params, request }) => {
  const report = await openReport(viewer, portal, params.number ?? "");
  if (!report) throw notFound();
  const to = { holder: report, by: viewer.personId };
  const received = await receiveEvidence(portal, request, to);
  const refusal = refuseReceived(received);
  if (refusal) return data({ refusal, added: received.arrived.length }, { status: 400 });
  return seeOther(`/reports/${report.number}/evidence?added=${received.arrived.length}`);
});

export default function ReportEvidence() {
  const { clock, number, files, ...done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const added = answer ? answer.added : done.added;
  const path = `/reports/${number}`;
  return (
    <Page
      title="Evidence"
      caption={`Report ${number}`}
      back={{ to: path, label: `Report ${number}` }}
      failed={Boolean(answer)}
      wide
    >
      <ErrorSummary refusal={answer?.refusal} />
      {added ? (
        <DoneBanner>{added === 1 ? "1 file was added" : `${added} files were added`}</DoneBanner>
      ) : null}
      <h2 className="govuk-heading-m">What there is</h2>
      {files.length === 0 ? (
        <p className="govuk-body">There is no evidence with this report yet.</p>
      ) : (
        <EvidenceList path={`${path}/evidence`} clock={clock} files={files} />
      )}
      <section className="no-print">
        <h2 className="govuk-heading-m">Add evidence</h2>
        <p className="govuk-body">
          Something that was handed over or sent to the office. It is kept as it is, byte for byte:
          it cannot be changed or removed, and the ledger says that you added it.
        </p>
        <form method="post" action={`${path}/evidence`} encType="multipart/form-data" noValidate>
          <EvidenceField refusal={answer?.refusal} />
          <SendButton>Add to the report</SendButton>
        </form>
      </section>
    </Page>
  );
}

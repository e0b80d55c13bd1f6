import { useLoaderData } from "@remix-run/react";
import { readAcknowledgement } from "../attestation/acknowledgement.ts";
import { receiptFile } from "../attestation/receipt.ts";
import { gradeWords, methodWords } from "../attestation/words.ts";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { writeDay, writeMoment } from "../days.ts";
import { paperRows } from "../paper/words.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forSignedIn(async ({ viewer, portal, params, url }) => {
  const found = await readAcknowledgement(viewer, portal, params.reference ?? "");
  if (!found) throw notFound();
  const { version, track } = found;
  const { locale, timeZone } = await portal.organization();
  return {
    isOwn: found.isOwn,
    isNew: url.searchParams.has("recorded"),
    grade: found.grade,
    reference: found.reference,
    name: found.directoryName,
    typedName: found.typedName,
    number: found.handle,
    organization: version.content.organization.name,
    policy: `${version.content.policy.number}, ${version.content.policy.title}`,
    version: version.number,
    effectiveOn: writeDay(locale, version.effectiveOn),
    versionDigest: version.versionDigest,
    track: track.title,
    lessons: found.paper?.lessons === "not-taken" ? [] : track.lessons.map(({ title }) => title),
    statement: version.content.statement,
    when: writeMoment(locale, timeZone, found.acknowledgedAt),
    method: methodWords(found.method, (at) => writeMoment(locale, timeZone, at)),
    paperRows: found.paper ? paperRows({ locale }, found.paper, found.grade === "refused") : [],
    hasScan: Boolean(found.paper?.scan),
    isSealed: (await receiptFile(portal, found)) !== null,
  };
});

export default function ReceiptPage() {
  const receipt = useLoaderData<typeof loader>();
  const { reference, isOwn } = receipt;
  return (
    <Page
      title={receipt.isNew ? "Your acknowledgement is recorded" : `Receipt ${reference}`}
      caption={
        receipt.isNew
          ? `Receipt ${reference}`
          : receipt.grade === "refused"
            ? "Refusal"
            : "Acknowledgement"
      }
    >
      <SummaryList
        rows={[
          ["Name", receipt.name],
          ...(receipt.typedName === receipt.name
            ? []
            : [["Name as typed", receipt.typedName] as [string, string]]),
          ["Number", receipt.number],
          ["Organization", receipt.organization],
          ["Policy", receipt.policy],
          ["Version", `${receipt.version}, effective ${receipt.effectiveOn}`],
          ["Track", receipt.track],
          ["Grade", gradeWords[receipt.grade]],
          [receipt.paperRows.length > 0 ? "Recorded" : "Acknowledged", receipt.when],
          ["Identity checked", receipt.method],
          ...receipt.paperRows,
          ["Receipt", reference],
          ["Version digest (SHA-256)", receipt.versionDigest],
        ]}
      />
      <h2 className="govuk-heading-m">Lessons taken</h2>
      {receipt.lessons.length === 0 ? <p className="govuk-body">None.</p> : null}
      <ul className="govuk-list govuk-list--bullet">
        {receipt.lessons.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
      <h2 className="govuk-heading-m">
        {receipt.grade === "refused" ? "The statement that was refused" : receipt.statement.title}
      </h2>
      <Words html={receipt.statement.html} />
      {receipt.hasScan ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`/receipts/${reference}/scan`}>
            Download the scan of the paper
          </a>
        </p>
      ) : null}
      <Proof reference={reference} isSealed={receipt.isSealed} />
      <p className="govuk-body no-print">
        <a className="govuk-link" href={isOwn ? "/" : `/hr/people/${receipt.number}`}>
          {isOwn ? "Go to your home page" : "Back to the person"}
        </a>
      </p>
    </Page>
  );
}

function Proof({ reference, isSealed }: { reference: string; isSealed: boolean }) {
  if (!isSealed) {
    return (
      <div className="govuk-inset-text">
        <strong>Proof being sealed.</strong> The acknowledgement is recorded; its proof is ready in
        a few seconds.{" "}
        <a className="govuk-link" href={`/receipts/${reference}?recorded`}>
          Look again
        </a>
      </div>
    );
  }
  return (
    <div className="govuk-inset-text">
      <p className="govuk-body">
        Keep the receipt file: anyone can check it at{" "}
        <a className="govuk-link" href="/verify">
          /verify
        </a>
        , or without this portal.<span className="no-print"> You can also print this page.</span>
      </p>
      <p className="govuk-body no-print">
        <a
          className="govuk-link"
          href={`/receipts/${reference}.json`}
          download={`${reference}.json`}
        >
          Download the receipt file (JSON)
        </a>
      </p>
    </div>
  );
}

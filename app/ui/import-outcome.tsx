import type { Clock } from "../clock.ts";
import type { Import, ImportChange } from "../people/import/imports.ts";
import { DoneBanner } from "./done-banner.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { type ImportKind, kindWords } from "./import-preview.tsx";
import { Paging } from "./paging.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment } from "./when.tsx";

/** What a merged file changed, with the digest by which its list can be checked. */
export function ImportOutcome({
  clock,
  path,
  file,
  kind,
  changes,
  types,
  next,
  previous,
}: {
  clock: Clock;
  path: string;
  file: Import;
  kind: ImportKind | null;
  changes: ImportChange[] | null;
  types: { id: string; title: string }[];
  next: string | null;
  previous: string | null;
}) {
  return (
    <>
      <DoneBanner>The directory is as the file says</DoneBanner>
      <ImportCounts {...{ file, path }} leaving={file.counts?.leaving ?? 0} locale={clock.locale} />
      {kind && kind !== "absent" ? (
        <section id="list">
          <h2 className="govuk-heading-m">{kindWords[kind]}</h2>
          {changes?.length ? (
            <ImportChanges {...{ clock, types }} caption={kindWords[kind]} rows={changes} />
          ) : (
            <p className="govuk-body">There is nobody on this list.</p>
          )}
          <Paging previous={previous} next={next} />
        </section>
      ) : null}
      <h2 className="govuk-heading-m">The record</h2>
      <SummaryList
        rows={[
          [
            "Merged",
            <span key="merged">
              {file.decidedAt ? <AtMoment clock={clock} at={file.decidedAt} /> : null} by{" "}
              {file.decidedBy}
            </span>,
          ],
          [
            "Digest of the changes",
            <span key="digest" className="mono">
              {file.changesDigest}
            </span>,
          ],
        ]}
      />
      <p className="govuk-body">
        <a className="govuk-link" href={`${path}/changes.jsonl`}>
          Download the list of changes
        </a>
        : its SHA-256 is this digest, which stands in the ledger too. The file itself was not kept.
      </p>
    </>
  );
}

import { gradeWords } from "../attestation/words.ts";
import type { Recorded } from "../paper/recorded.ts";
import type { Circle } from "../people/circle.ts";
import { circlePlaces } from "../people/circle-places.ts";
import { DoneBanner } from "./done-banner.tsx";
import { Page } from "./page.tsx";
import { Table } from "./table.tsx";

/** What a recorded sheet made: a receipt for each person on it. */
export function RecordedSheet({
  circle,
  recorded,
}: {
  circle: Circle;
  recorded: (Omit<Recorded, "track"> & { track: string })[];
}) {
  const { person } = circlePlaces[circle];
  return (
    <Page title="Recorded on paper" back={circlePlaces[circle]} wide>
      <DoneBanner>
        {recorded.length === 1 ? "1 person is recorded" : `${recorded.length} people are recorded`}
      </DoneBanner>
      <Table
        caption="Receipts"
        columns={["Name", "Track", "Recorded as", "Receipt", "Scan"].map((title) => ({ title }))}
        rows={recorded.map(({ reference, handle, name, track, version, grade, hasScan }) => ({
          key: reference,
          cells: [
            <a key="name" className="govuk-link" href={`${person}/${encodeURIComponent(handle)}`}>
              {name}
            </a>,
            `${track}, version ${version}`,
            gradeWords[grade],
            circle === "hr" ? (
              <a key="receipt" className="govuk-link" href={`/receipts/${reference}`}>
                {reference}
              </a>
            ) : (
              reference
            ),
            hasScan ? (
              <a key="scan" className="govuk-link" href={`/receipts/${reference}/scan`}>
                Download<span className="govuk-visually-hidden"> the scan for {name}</span>
              </a>
            ) : (
              "None"
            ),
          ],
        }))}
      />
      <p className="govuk-body">
        <a className="govuk-link" href={`/${circle}/paper`}>
          Record another sheet
        </a>
      </p>
    </Page>
  );
}
